import { type Accepted, type ConfigName, type Scanned, stale, unaccepted, updated } from '../../../../scripts/lib/security/accepted';
import type { Finding } from '../../../../scripts/lib/security/finding';
import { countLine, disagreements, unread } from '../../../../scripts/lib/security/judge';

const finding = (check: string): Finding => ({ scanner: 'checkov', check, object: 'Job/<entry>', title: `about ${check}` });
const line = (check: string, config: Accepted['config'], reason = 'so it is'): Accepted => ({ ...finding(check), config, reason });
const scan = (name: ConfigName, ...checks: readonly string[]): Scanned => ({ name, findings: checks.map(finding) });
const smallest = scan('smallest', 'A', 'B');
const hardened = scan('hardened', 'A');
const AGREED = [line('A', 'both'), line('B', 'smallest')];

test('a list that matches the findings has no problem', () => {
  expect(disagreements(AGREED, [smallest, hardened])).toEqual([]);
});

test('a finding that is not accepted for its config', () => {
  expect(disagreements([line('A', 'both')], [smallest, hardened])).toEqual([
    'smallest: checkov B Job/<entry> (about B): fix it, or accept it with a reason: npm run lint:security -- --update',
  ]);
  expect(unaccepted(AGREED, scan('hardened', 'A', 'B'))).toEqual([finding('B')]);
});

test('an accepted finding that is gone from one config or from both', () => {
  expect(disagreements(AGREED, [scan('smallest', 'A'), hardened])).toEqual([
    'accepted for the smallest config, but no longer found: checkov B Job/<entry>: npm run lint:security -- --update',
  ]);
  const gone = stale([line('A', 'both')], [scan('smallest'), scan('hardened')]);
  expect(gone.map(({ config }) => config)).toEqual(['smallest', 'hardened']);
});

test('an accepted finding without a reason', () => {
  expect(disagreements([line('A', 'both', ' '), line('B', 'smallest')], [smallest, hardened])).toEqual([
    'accepted without a reason: checkov A Job/<entry>: write one into scripts/lint/security/accepted.json, then npm run lint:security -- --update',
  ]);
});

test('the deployed config may have any finding accepted for another config, but need not', () => {
  expect(disagreements(AGREED, [smallest, hardened, scan('deployed', 'B')])).toEqual([]);
  expect(disagreements(AGREED, [smallest, hardened, scan('deployed', 'C')])).toEqual([
    'deployed: checkov C Job/<entry> (about C): fix it, or accept it with a reason: npm run lint:security -- --update',
  ]);
});

test('a finding of the deployed config only gets its own line, which is removed when the finding is gone', () => {
  const own = [...AGREED, line('C', 'deployed')];
  expect(disagreements(own, [smallest, hardened, scan('deployed', 'B', 'C')])).toEqual([]);
  expect(disagreements(own, [smallest, hardened])).toEqual([
    'accepted for the deployed config, but no longer found: checkov C Job/<entry>: npm run lint:security -- --update',
  ]);
  expect(unaccepted(own, scan('hardened', 'C'))).toEqual([finding('C')]);
});

test('an update removes findings that are gone, keeps reasons, and adds new findings without one', () => {
  const before = [line('A', 'smallest', 'kept'), line('Z', 'both')];
  expect(updated(before, [smallest, hardened, scan('deployed', 'A', 'C')])).toEqual([
    line('A', 'both', 'kept'),
    line('B', 'smallest', ''),
    line('C', 'deployed', ''),
  ]);
});

test('a scanner in which no check of a kind passed has read nothing of that kind', () => {
  const scanned = { scanner: 'checkov', passed: { kubernetes: 3 }, findings: [] } as const;
  expect(unread('smallest', scanned)).toEqual([expect.stringContaining('smallest: checkov passed no terraform_plan check')]);
  expect(unread('smallest', { ...scanned, passed: { kubernetes: 3, terraform_plan: 1 } })).toEqual([]);
});

test('the numbers of one scanner for one config', () => {
  const scanned = { scanner: 'checkov', passed: { kubernetes: 3, terraform_plan: 4 }, findings: smallest.findings } as const;
  expect(countLine('smallest', scanned, [line('A', 'both')])).toBe('smallest  checkov    7 passed, 2 failed, 1 of them accepted');
});
