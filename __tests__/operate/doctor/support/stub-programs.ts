import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outputs } from '../support/workstation';

/** Prints the output for the longest known beginning of its command line; any other command line is an error. */
const SCRIPT = `#!${process.execPath}
const { basename } = require('node:path');
const outputs = require('./outputs.json');
const line = [basename(__filename), ...process.argv.slice(2)].join(' ') + ' ';
const [found] = Object.keys(outputs).filter((each) => line.startsWith(each)).sort((a, b) => b.length - a.length);
const { text, error } = outputs[found] ?? { error: 'ERROR: not known: ' + line };
if (error === undefined) process.stdout.write(text);
else process.stderr.write(error);
process.exitCode = error === undefined ? 0 : 1;
`;

/** Creates a folder for PATH with programs that print given outputs. */
export function stubPrograms(programs: readonly string[], outputs: Outputs) {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  const answers = Object.entries(outputs).map(([line, output]) => [line, answerOf(output)]);
  writeFileSync(join(folder, 'outputs.json'), JSON.stringify(Object.fromEntries(answers)));
  for (const program of programs) {
    writeFileSync(join(folder, program), SCRIPT);
    chmodSync(join(folder, program), 0o755);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

function answerOf(output: unknown): { readonly text: string } | { readonly error: string } {
  if (output instanceof Error) return { error: 'stderr' in output ? String(output.stderr) : output.message };
  return { text: typeof output === 'string' ? output : JSON.stringify(output) };
}
