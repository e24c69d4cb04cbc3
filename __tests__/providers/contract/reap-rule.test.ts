import fc from 'fast-check';
import type { Agent } from '../../../providers/contract/agent-service';
import { isEphemeral, isLeftBehind, mayBeDeleted } from '../../../providers/contract/reap-rule';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 0, 5, 10);
const RULE = { prefix: 'linux-', placeholder: 'linux-placeholder', offlineMs: 15 * MINUTE };

test.each([
  ['linux-bcdfg-hjklm', true],
  ['linux-24567-89xzw', true],
  ['linux-big-bcdfg-hjklm', false],
  ['linux-bcdfg-hjklm-npqrs', false],
  ['linux-bcdfg', false],
  ['linux-placeholder', false],
  ['linux-bcdfg-hjkl', false],
  ['linux-bcdfg-hjklmn', false],
  ['linux-bcdfghjklm', false],
  ['linux-bcdfe-hjklm', false],
  ['linux-bcdfg-hjkl1', false],
  ['linux-bcdfg-hjkl3', false],
  ['linux-BCDFG-hjklm', false],
  ['LINUX-bcdfg-hjklm', false],
  ['my-linux-bcdfg-hjklm', false],
  ['linux-bcdfg-hjklm\n', false],
  ['linux-bcdfg-hjklm ', false],
  ['bcdfg-hjklm', false],
  ['', false],
])('%j is a name of an agent of "linux-": %s', (name, expected) => {
  expect(isEphemeral(name, 'linux-')).toBe(expected);
});

test('characters with a meaning in regular expressions have none in a prefix', () => {
  expect(isEphemeral('linux-bcdfg-hjklm', '.*-')).toBe(false);
  expect(isEphemeral('a.b-bcdfg-hjklm', 'a.b-')).toBe(true);
});

const random = fc.stringMatching(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/);
const poolName = fc.stringMatching(/^[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,6}){0,3}$/);

test('an agent belongs to its own ScaledJob and to no other, however similar the names are', () => {
  const similar = poolName.chain((name) =>
    fc.tuple(
      fc.constant(name),
      fc.oneof(
        poolName,
        random,
        poolName.map((more) => `${name}-${more}`),
      ),
    ),
  );
  fc.assert(
    fc.property(similar, random, random, ([own, other], job, pod) => {
      const name = `${own}-${job}-${pod}`;
      expect(isEphemeral(name, `${own}-`)).toBe(true);
      expect(isEphemeral(name, `${other}-`)).toBe(other === own);
    }),
  );
});

const LEFT_BEHIND: Agent = {
  id: 25,
  name: 'linux-bcdfg-hjklm',
  enabled: true,
  status: 'offline',
  statusChangedOn: NOW - 15 * MINUTE - 1,
  assignedRequest: undefined,
};

test.each<[string, Partial<Agent>, boolean]>([
  ['offline for longer than the limit', {}, true],
  ['disabled as well', { enabled: false }, true],
  ['whose job is null', { assignedRequest: null }, true],
  ['offline for exactly the limit', { statusChangedOn: NOW - 15 * MINUTE }, false],
  ['just offline', { statusChangedOn: NOW }, false],
  ['offline since a time in the future', { statusChangedOn: NOW + 60 * MINUTE }, false],
  ['offline since an unknown time', { statusChangedOn: undefined }, false],
  ['online', { status: 'online' }, false],
  ['with a job', { assignedRequest: { requestId: 901, receiveTime: undefined } }, false],
  ['of another name', { name: 'linux-big-bcdfg-hjklm' }, false],
])('an agent %s (%j) is left behind: %s', (_what, change, expected) => {
  expect(isLeftBehind({ ...LEFT_BEHIND, ...change }, RULE, NOW)).toBe(expected);
});

test('the placeholder is never left behind, even if it is named like an agent', () => {
  expect(isLeftBehind(LEFT_BEHIND, { ...RULE, placeholder: 'Linux-bcdfg-hjklm' }, NOW)).toBe(false);
});

const PODLESS: Agent = { ...LEFT_BEHIND, enabled: false };

test.each<[string, Partial<Agent>, number | undefined, boolean]>([
  ['disabled, and offline for longer than the limit', {}, NOW, true],
  ['disabled and online', { status: 'online', statusChangedOn: NOW }, NOW, true],
  ['disabled and online, if the time is unknown', { status: 'online' }, undefined, true],
  ['enabled', { enabled: true }, NOW, false],
  ['enabled and online', { enabled: true, status: 'online' }, NOW, false],
  ['online with a job', { status: 'online', assignedRequest: { requestId: 901, receiveTime: NOW } }, NOW, false],
  ['offline with a job', { assignedRequest: { requestId: 901, receiveTime: NOW } }, NOW, false],
  ['offline for exactly the limit', { statusChangedOn: NOW - 15 * MINUTE }, NOW, false],
  ['offline since an unknown time', { statusChangedOn: undefined }, NOW, false],
  ['offline, if the time is unknown', {}, undefined, false],
])('an agent without a pod that is %s (%j) may be deleted: %4$s', (_what, change, serverTime, expected) => {
  expect(mayBeDeleted({ ...PODLESS, ...change }, RULE, serverTime)).toBe(expected);
});
