import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCEPTED_LIST, type Accepted } from '../../../../scripts/lib/security/accepted';
import { acceptedTable, withAcceptedTable } from '../../../../scripts/lib/security/accepted-table';

const read = (path: string) => readFileSync(join(__dirname, '../../../..', path), 'utf8');
const accepted = JSON.parse(read(ACCEPTED_LIST)) as readonly Accepted[];

test('docs/security.md lists the accepted findings; if not, run: npm run lint:security -- --update', () => {
  const page = read('docs/security.md');
  expect(withAcceptedTable(page, accepted)).toBe(page);
});

test('every accepted finding has a reason', () => {
  expect(accepted.length).toBeGreaterThan(0);
  expect(accepted.filter(({ reason }) => !/\S\.$/.test(reason))).toEqual([]);
});

test('a cell that contains a bar stays one cell', () => {
  const line: Accepted = { scanner: 'checkov', check: 'A', object: 'Job/a', title: 'a | b', config: 'both', reason: 'so.' };
  expect(acceptedTable([line]).split('\n').at(-1)).toBe('| checkov | `A` | `Job/a` | a \\| b | both | so. |');
});

test('a page without a place for the table is not written', () => {
  expect(() => withAcceptedTable('# Security\n', accepted)).toThrow('docs/security.md must have the lines');
});
