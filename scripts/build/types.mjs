// Checks types with tsc, which looks only at what has changed since its last run.
import { spawn } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { contentOf, PROJECT, writeWhole } from './files.mjs';

const TSC = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');

/** The arguments of node that check the types of a project file. */
export const typeCheck = (tsconfig) => {
  const info = join('dist', '.build', `${basename(tsconfig)}.tsbuildinfo`);
  return [TSC, '-p', tsconfig, '--noEmit', '--incremental', '--tsBuildInfoFile', info, '--pretty', 'false'];
};

/** Covers the configs and what they import: less than half the work for tsc. */
export const configCheck = (configs) => typeCheck(projectFile('configs', { files: fromWork(configs), include: [] }));

/** Covers everything, and configs that tsconfig.json does not find because they are in a hidden folder, for example. */
export const wholeCheck = (configs) =>
  typeCheck(configs.length === 0 ? 'tsconfig.json' : projectFile('with-configs', { files: fromWork(configs) }));

const fromWork = (files) => files.map((file) => `../../${file}`);

function projectFile(name, content) {
  const file = `dist/.build/tsconfig.${name}.json`;
  const compilerOptions = { rootDir: '../..', typeRoots: ['../../node_modules/@types'] };
  const text = JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, ...content });
  if (String(contentOf(file)) !== text) writeWhole(file, text);
  return file;
}

/** Whether a source other than the configs imports one of them, so that a change there may be wrong here. */
export function areImported(configs, sources) {
  const modules = configs.map(withoutEnding);
  // Few files contain the name, and only those are searched for imports.
  const names = modules.map((module) => basename(module));
  const imports = (source, content) =>
    [...content.matchAll(/['"](\.\.?\/[^'"\n]+)['"]/g)].some(([, path]) => modules.includes(join(dirname(source), withoutEnding(path))));
  return Object.keys(sources).some((source) => {
    const content = configs.includes(source) ? '' : String(contentOf(source));
    return names.some((name) => content.includes(name)) && imports(source, content);
  });
}

const withoutEnding = (path) => path.replace(/\.[cm]?[jt]s$/, '');

/** Runs node and returns the exit code, the signal that ended it and all output; never prints anything. */
export function runNode(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: PROJECT, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? 1, signal, stdout, stderr }));
  });
}

/** A sentence for the case that tsc has failed without a message about a file, as it does if memory is short; otherwise empty. */
export function howItFailed({ code, signal, stdout }) {
  if (code === 0 || (signal === null && stdout.trim() !== '')) return '';
  return `tsc ended with ${signal ?? `exit code ${code}`} before it had checked the types. It does so if memory is short: run the command again\n`;
}
