import fc from 'fast-check';
import { isEphemeral, isLeftBehind, mayBeDeleted } from '../../../providers/azure-devops/reap-rule';
import type { Agent } from '../../../providers/contract/agent-service';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 0, 5, 10);
const rule = { prefix: 'linux-', placeholder: 'linux-placeholder', offlineMs: 15 * MINUTE };

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

test('signs that mean something in a regular expression mean nothing in a prefix', () => {
  expect(isEphemeral('linux-bcdfg-hjklm', '.*-')).toBe(false);
  expect(isEphemeral('a.b-bcdfg-hjklm', 'a.b-')).toBe(true);
});

const random = fc.stringMatching(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/);
const poolName = fc.stringMatching(/^[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,6}){0,3}$/);

test('an agent belongs to its own ScaledJob and to no other, however alike their names', () => {
  const alike = poolName.chain((name) =>
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
    fc.property(alike, random, random, ([own, other], job, pod) => {
      const name = `${own}-${job}-${pod}`;
      expect(isEphemeral(name, `${own}-`)).toBe(true);
      expect(isEphemeral(name, `${other}-`)).toBe(other === own);
    }),
  );
});

const leftBehind: Agent = {
  id: 25,
  name: 'linux-bcdfg-hjklm',
  enabled: true,
  status: 'offline',
  statusChangedOn: NOW - 15 * MINUTE - 1,
  assignedRequest: undefined,
};

test.each<[string, Partial<Agent>, boolean]>([
  ['offline for longer than the grace', {}, true],
  ['disabled besides', { enabled: false }, true],
  ['with a job that is null', { assignedRequest: null }, true],
  ['offline for the grace exactly', { statusChangedOn: NOW - 15 * MINUTE }, false],
  ['just offline', { statusChangedOn: NOW }, false],
  ['offline since a time to come', { statusChangedOn: NOW + 60 * MINUTE }, false],
  ['offline since nobody knows when', { statusChangedOn: undefined }, false],
  ['online', { status: 'online' }, false],
  ['with a job', { assignedRequest: { requestId: 901, receiveTime: undefined } }, false],
  ['of another name', { name: 'linux-big-bcdfg-hjklm' }, false],
])('an agent %s (%j) is left behind: %s', (_what, change, expected) => {
  expect(isLeftBehind({ ...leftBehind, ...change }, rule, NOW)).toBe(expected);
});

test('the placeholder is not left behind, whatever its name', () => {
  expect(isLeftBehind(leftBehind, { ...rule, placeholder: 'Linux-bcdfg-hjklm' }, NOW)).toBe(false);
});

const podless: Agent = { ...leftBehind, enabled: false };

test.each<[string, Partial<Agent>, number | undefined, boolean]>([
  ['disabled, and offline for longer than the grace', {}, NOW, true],
  ['disabled and online', { status: 'online', statusChangedOn: NOW }, NOW, true],
  ['disabled and online, whatever the time', { status: 'online' }, undefined, true],
  ['enabled', { enabled: true }, NOW, false],
  ['enabled and online', { enabled: true, status: 'online' }, NOW, false],
  ['online with a job', { status: 'online', assignedRequest: { requestId: 901, receiveTime: NOW } }, NOW, false],
  ['offline with a job', { assignedRequest: { requestId: 901, receiveTime: NOW } }, NOW, false],
  ['offline for the grace exactly', { statusChangedOn: NOW - 15 * MINUTE }, NOW, false],
  ['offline since nobody knows when', { statusChangedOn: undefined }, NOW, false],
  ['offline at a time that nobody knows', {}, undefined, false],
])('an agent without a pod that is %s (%j) may be deleted: %4$s', (_what, change, serverTime, expected) => {
  expect(mayBeDeleted({ ...podless, ...change }, rule, serverTime)).toBe(expected);
});
