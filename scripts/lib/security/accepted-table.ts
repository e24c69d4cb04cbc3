import type { Accepted } from './accepted';

const START = '<!-- accepted findings: npm run lint:security -- --update -->';
const END = '<!-- end of the accepted findings -->';

/** The accepted findings as a table in Markdown. */
export function acceptedTable(accepted: readonly Accepted[]): string {
  const rows = accepted.map((line) => [line.scanner, `\`${line.check}\``, `\`${line.object}\``, line.title, line.config, line.reason]);
  const head = ['Scanner', 'Check', 'Object', 'Says', 'Config', 'Accepted because'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Replaces the table in a page. @throws if the page has no place for it */
export function withAcceptedTable(page: string, accepted: readonly Accepted[]): string {
  const [before, after] = [page.indexOf(START), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`docs/security.md must have the lines "${START}" and "${END}": put them back`);
  return `${page.slice(0, before + START.length)}\n${acceptedTable(accepted)}\n${page.slice(after)}`;
}
