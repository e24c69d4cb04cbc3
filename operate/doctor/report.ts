import type { Service } from '../../config/services';
import { wrap } from '../../lib/wrap';
import type { Colors, Terminal } from '../lib/terminal';
import type { Result } from './check';
import type { Outcome } from './outcome';

const WORDS: Readonly<Record<Outcome['status'], string>> = { pass: 'ok', warn: 'warning', fail: 'FAILED', skip: 'skipped' };

const SYMBOLS: Readonly<Record<Outcome['status'], string>> = { pass: '✔', warn: '⚠', fail: '✖', skip: '-' };

/** One result: a line in a file or pipe; on a terminal, as many lines as it needs. */
export const resultLine = ({ title, outcome: { status, finding } }: Result, terminal: Terminal): string =>
  statusLine(status, `${title}: ${finding}`, terminal);

/** In place of the results of all checks of the deployment, if they are skipped. */
export const deploymentLine = (why: string, terminal: Terminal): string => statusLine('skip', `Deployment: ${why}`, terminal);

/** In place of the checks of a service that the config does not have. */
export const serviceLine = ({ entries }: Pick<Service, 'entries'>, terminal: Terminal): string =>
  statusLine('skip', `${entries.charAt(0).toUpperCase()}${entries.slice(1)}: none is configured`, terminal);

function statusLine(status: Outcome['status'], text: string, { isInteractive, columns, colors }: Terminal): string {
  const sign = isInteractive ? SYMBOLS[status] : WORDS[status].padEnd(8);
  const indent = sign.length + 1;
  return `${paint(status, colors)(sign)} ${wrap(text, columns - indent, indent)}`;
}

/** All failures and then all warnings, with advice, and the number of checks. */
export function summary(results: readonly Result[], terminal: Terminal): readonly string[] {
  const problems = [...results.filter(hasStatus('fail')), ...results.filter(hasStatus('warn'))].flatMap((result) =>
    explained(result, terminal),
  );
  return [...problems, ...(problems.length > 0 ? [''] : []), countLine(results)];
}

function explained({ id, title, outcome }: Result, { columns, colors }: Terminal): readonly string[] {
  if (!('advice' in outcome)) return [];
  const head = paint(outcome.status, colors)(`${WORDS[outcome.status]}: ${title} (${id})`);
  return ['', head, `  ${wrap(outcome.finding, columns - 2, 2)}`, `  To do: ${wrap(outcome.advice, columns - 9, 9)}`];
}

function countLine(results: readonly Result[]): string {
  const counts = countsOf(results);
  const parts = [
    counts.fail > 0 ? `${counts.fail} failed` : '',
    counts.warn > 0 ? plural(counts.warn, 'warning') : '',
    counts.skip > 0 ? `${counts.skip} skipped` : '',
    `${counts.pass} ok`,
  ];
  return `${plural(results.length, 'check')}: ${parts.filter(Boolean).join(', ')}`;
}

/** The results as JSON for programs. Fields may be added; none is renamed or removed. */
export function jsonReport(results: readonly Result[]): string {
  const checks = results.map(({ id, title, phase, outcome }) => ({ id, title, phase, ...outcome }));
  const counts = countsOf(results);
  return JSON.stringify({ ok: counts.fail === 0, counts, checks }, null, 2);
}

export function countsOf(results: readonly Result[]): Readonly<Record<Outcome['status'], number>> {
  const count = (status: Outcome['status']) => results.filter(hasStatus(status)).length;
  return { pass: count('pass'), warn: count('warn'), fail: count('fail'), skip: count('skip') };
}

const hasStatus = (status: Outcome['status']) => (result: Result) => result.outcome.status === status;

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function paint(status: Outcome['status'], colors: Colors): (text: string) => string {
  switch (status) {
    case 'pass':
      return colors.green;
    case 'warn':
      return colors.yellow;
    case 'fail':
      return colors.red;
    case 'skip':
      return colors.dim;
  }
}
