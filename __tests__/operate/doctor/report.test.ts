import colors from 'picocolors';
import type { Result } from '../../../operate/doctor/check';
import { hiding } from '../../../operate/doctor/hide';
import { fail, type Outcome, pass, skip, warn } from '../../../operate/doctor/outcome';
import { deploymentLine, jsonReport, resultLine, summary } from '../../../operate/doctor/report';
import type { Terminal } from '../../../operate/lib/terminal';

const plain = colors.createColors(false);
const aTerminal = (part: Partial<Terminal>): Terminal => ({
  isInteractive: false,
  columns: Number.POSITIVE_INFINITY,
  write: () => {},
  colors: plain,
  ...part,
});
const pipe = aTerminal({});
const aResult = (id: string, outcome: Outcome): Result => ({ id, title: `Title of ${id}`, phase: 'before', outcome });
const results = [
  aResult('a', pass('fine')),
  aResult('b', warn('odd', 'look')),
  aResult('c', fail('bad', 'mend it')),
  aResult('d', skip('no reason to')),
];

test('one line for each result', () => {
  expect(results.map((result) => resultLine(result, pipe))).toEqual([
    'ok       Title of a: fine',
    'warning  Title of b: odd',
    'FAILED   Title of c: bad',
    'skipped  Title of d: no reason to',
  ]);
});

test('on a terminal, a warning has a sign of its own, and long lines are broken between words', () => {
  const narrow = aTerminal({ isInteractive: true, columns: 20, colors: colors.createColors(true) });
  expect(resultLine(aResult('b', warn('two words that are long', 'look')), narrow)).toBe(
    '\u001b[33m⚠\u001b[39m Title of b: two\n  words that are\n  long',
  );
  expect(results.map((result) => resultLine(result, aTerminal({ isInteractive: true, columns: 80 }))[0])).toEqual(['✔', '⚠', '✖', '-']);
  expect(deploymentLine('there is none', aTerminal({ isInteractive: true, columns: 80 }))).toBe('- Deployment: there is none');
});

test('problems are listed with advice, failures first, then a count', () => {
  expect(summary(results, pipe)).toEqual([
    '',
    'FAILED: Title of c (c)',
    '  bad',
    '  To do: mend it',
    '',
    'warning: Title of b (b)',
    '  odd',
    '  To do: look',
    '',
    '4 checks: 1 failed, 1 warning, 1 skipped, 1 ok',
  ]);
  expect(summary([aResult('a', pass('fine'))], pipe)).toEqual(['1 check: 1 ok']);
});

test('on a terminal, advice is broken between words, and its commands are not', () => {
  const result = aResult('b', warn('odd', 'sign in again with another account: az login --tenant contoso'));
  expect(summary([result], aTerminal({ isInteractive: true, columns: 30 }))).toEqual(
    expect.arrayContaining(['  To do: sign in again with\n         another account:\n         az login --tenant contoso']),
  );
});

test('the report for programs', () => {
  expect(JSON.parse(jsonReport(results))).toEqual({
    ok: false,
    counts: { pass: 1, warn: 1, fail: 1, skip: 1 },
    checks: [
      { id: 'a', title: 'Title of a', phase: 'before', status: 'pass', finding: 'fine' },
      { id: 'b', title: 'Title of b', phase: 'before', status: 'warn', finding: 'odd', advice: 'look' },
      { id: 'c', title: 'Title of c', phase: 'before', status: 'fail', finding: 'bad', advice: 'mend it' },
      { id: 'd', title: 'Title of d', phase: 'before', status: 'skip', finding: 'no reason to' },
    ],
  });
  expect(JSON.parse(jsonReport(results.slice(0, 2)))).toMatchObject({ ok: true });
});

test('a secret is hidden, wherever it was repeated', () => {
  const hide = hiding(['s3cret', undefined]);
  expect(hide(aResult('a', fail('got s3cret', 'not s3cret, s3cret')))).toMatchObject({
    outcome: { finding: 'got (not shown)', advice: 'not (not shown), (not shown)' },
  });
  expect(hide(aResult('a', pass('s3cret')))).toMatchObject({ outcome: { finding: '(not shown)' } });
  expect(hiding([''])(aResult('a', pass('as it is')))).toMatchObject({ outcome: { finding: 'as it is' } });
});
