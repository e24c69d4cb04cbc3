import { exitCodeOf } from '../../../agent/commands/exit-codes';
import { UsageError } from '../../../agent/settings/usage';
import { DevOpsError } from '../../../providers/azure-devops/client/error';
import type { Fault } from '../../../providers/contract/service-error';

test.each<[Fault, number]>([
  ['signIn', 77],
  ['right', 77],
  ['absent', 78],
  ['transient', 75],
  ['refused', 1],
])('the fault %s ends with %i', (fault, code) => {
  expect(exitCodeOf(new DevOpsError('any', { fault }))).toBe(code);
});

test('wrong use ends with 64, anything else with 1', () => {
  expect(exitCodeOf(new UsageError('any'))).toBe(64);
  expect(exitCodeOf(new Error('any'))).toBe(1);
  expect(exitCodeOf('SIGTERM')).toBe(1);
});
