// One build at a time in a folder. A second one waits, and then finds that little or nothing is left to do.
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORK } from './files.mjs';

const LOCK = join(WORK, 'lock');
const POLL_MS = 100;
/** No build takes as long. The process of an older lock has ended, and its number may belong to another by now. */
const ABANDONED_MS = 10 * 60_000;
const LONG_WAIT_MS = 3000;

/** Runs `work` while no other process builds. A lock whose process has ended is taken over. */
export async function withLock(work) {
  mkdirSync(WORK, { recursive: true });
  await waitForLock();
  const release = () => rmSync(LOCK, { force: true });
  process.on('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

async function waitForLock() {
  const note = setTimeout(() => process.stderr.write('Waiting for another build in this folder ...\n'), LONG_WAIT_MS);
  try {
    while (!take()) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  } finally {
    clearTimeout(note);
  }
}

function take() {
  const own = `${LOCK}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    // Unlike a write, a link appears with its content, and fails if another process was first.
    linkSync(own, LOCK);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    removeIfAbandoned();
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

function removeIfAbandoned() {
  try {
    if (Date.now() - statSync(LOCK).mtimeMs > ABANDONED_MS) return rmSync(LOCK, { force: true });
    const pid = Number(readFileSync(LOCK, 'utf8'));
    // A full disk, for example, leaves an empty lock. To kill, 0 and negative numbers mean groups of processes.
    if (!Number.isInteger(pid) || pid <= 0) return rmSync(LOCK, { force: true });
    process.kill(pid, 0);
  } catch (error) {
    // ESRCH: the process has ended. ENOENT: the lock was released in this moment.
    if (error.code === 'ESRCH') rmSync(LOCK, { force: true });
  }
}
