// One build at a time in a folder. A second one waits, and then finds that little or nothing is left to do.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORK } from './files.mjs';

const LOCK = join(WORK, 'lock');
const POLL_MS = 100;

/** Runs `work` while no other process builds. A lock whose process has ended is taken over. */
export async function withLock(work) {
  mkdirSync(WORK, { recursive: true });
  while (!take()) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  const release = () => rmSync(LOCK, { force: true });
  process.on('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
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
    process.kill(Number(readFileSync(LOCK, 'utf8')), 0);
  } catch (error) {
    // ESRCH: the process has ended. ENOENT: the lock was released in this moment.
    if (error.code === 'ESRCH') rmSync(LOCK, { force: true });
  }
}
