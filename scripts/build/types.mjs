// Checks types with tsc, which looks only at what has changed since its last run.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT } from './files.mjs';

const TSC = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');

/** The arguments of node that check the types of a project file. */
export const typeCheck = (tsconfig) => {
  const info = join('dist', '.build', `${tsconfig}.tsbuildinfo`);
  return [TSC, '-p', tsconfig, '--noEmit', '--incremental', '--tsBuildInfoFile', info, '--pretty', 'false'];
};

/** Runs node and returns the exit code and all output; never prints anything. */
export function runNode(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: PROJECT, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}

/** The messages of tsc without those about one file. Lines that belong to a message are indented. */
export function withoutFile(messages, file) {
  let isAboutFile = false;
  const kept = messages.split('\n').filter((line) => {
    if (!/^\s/.test(line) && line !== '') isAboutFile = line.startsWith(`${file}(`);
    return !isAboutFile;
  });
  return kept.join('\n').trim() === '' ? '' : kept.join('\n');
}
