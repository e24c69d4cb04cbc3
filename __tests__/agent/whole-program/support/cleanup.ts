import { rmSync } from 'node:fs';
import type { Child } from '../../../support/child-process';
import { eventually } from '../../../support/eventually';
import { commandLine, endProcessesOf, processesOf } from '../../../support/processes';
import type { PodFolder } from './pod-folder';

/** A fake service, or something that uses one. */
interface Fake {
  close(): Promise<void>;
}

const children = new Set<Child>();
const folders = new Set<PodFolder>();
const fakes = new Set<Fake>();

/** Registers a started program for `cleanup`. */
export function track(child: Child, folder: PodFolder): void {
  children.add(child);
  folders.add(folder);
}

/** Registers a fake for `cleanup`. */
export function trackFake(fake: Fake): void {
  fakes.add(fake);
}

/**
 * For afterEach: ends everything that the test has started, including the fake, and deletes its folders.
 *
 * @throws if the programs have ended by themselves and left processes behind
 */
export async function cleanup(): Promise<void> {
  const allEnded = [...children].every(({ code }) => code !== undefined);
  const left = allEnded ? await whatStays() : [];
  for (const child of children) await child.kill();
  // A listener has its own process group, so killing the programs is not enough.
  for (const { path } of folders) {
    await endProcessesOf(path);
    rmSync(path, { recursive: true });
  }
  for (const fake of fakes) await fake.close();
  for (const each of [children, folders, fakes]) each.clear();
  if (left.length > 0) throw new Error(`processes were left behind:\n${left.join('\n')}`);
}

/** Command lines of the processes that do not end within two seconds: one that was just killed may still be listed. */
async function whatStays(): Promise<string[]> {
  const look = () => [...folders].flatMap(({ path }) => processesOf(path));
  await eventually('none is left', () => look().length === 0, 2).catch(() => {});
  return look().map((pid) => `${pid}: ${commandLine(pid).join(' ')}`);
}
