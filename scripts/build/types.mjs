// Checks types with tsc, which looks only at what has changed since its last run.
import { spawn } from 'node:child_process';
import { basename, join } from 'node:path';
import { contentOf, PROJECT, writeWhole } from './files.mjs';

const TSC = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');

/** The arguments of node that check the types of a project file. */
export const typeCheck = (tsconfig) => {
  const info = join('dist', '.build', `${basename(tsconfig)}.tsbuildinfo`);
  return [TSC, '-p', tsconfig, '--noEmit', '--incremental', '--tsBuildInfoFile', info, '--pretty', 'false'];
};

/** Covers the configs and what they import: less than half the work for tsc. */
const OF_CONFIGS = 'dist/.build/tsconfig.configs.json';

/** The arguments of node that check the types of configs alone. */
export function configCheck(configs) {
  const files = configs.map((config) => `../../${config}`);
  const compilerOptions = { rootDir: '../..', typeRoots: ['../../node_modules/@types'] };
  const content = JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, files, include: [] });
  if (String(contentOf(OF_CONFIGS)) !== content) writeWhole(OF_CONFIGS, content);
  return typeCheck(OF_CONFIGS);
}

/** Whether a check of configs alone has something to continue from. The first one takes longer than a check of everything. */
export const hasConfigCheck = () => contentOf(`${OF_CONFIGS}.tsbuildinfo`) !== undefined;

/** Whether a source other than the configs imports one of them, so that a change there may be wrong here. */
export function areImported(configs, sources) {
  const paths = configs.map((config) => `/${basename(config, '.ts')}`);
  const others = Object.keys(sources).filter((source) => !configs.includes(source));
  return others.some((source) => paths.some((path) => contentOf(source)?.includes(`${path}'`) || contentOf(source)?.includes(`${path}"`)));
}

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
