import { OPERATE } from '../../../../config/timings';
import type { Finding } from '../../../lib/finding';
import { readScalerLog, type ScalerLog, scalerLogCommand, scalerPods } from '../../../lib/scaler-log';
import type { Check } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { deployedEntries } from '../../facts/cluster/entries';
import { withoutScaler } from '../../facts/cluster/scaler';
import { outcomeOf, skip } from '../../outcome';

/** The scaler logs a decision for each entry whose queue it can read, when it changes and every few minutes. */
export const scalerDecisions: Check<ClusterContext> = {
  id: 'scaler-decisions',
  title: 'Decisions of the scaler',
  run: async ({ cluster, config, names, now }) => {
    const none = withoutScaler(config);
    if (none !== undefined) return none;
    const { agentsNamespace: namespace } = names;
    const reader = cluster();
    const pods = scalerPods(await reader.pods(namespace), config.name);
    if (pods.length === 0) return skip('the scaler has no pod, see the check "scaler"');
    const log = await readScalerLog(reader, namespace, pods);
    const entries = deployedEntries(config).map(({ scaledJobName }) => scaledJobName);
    const advice = `see the reason with ${scalerLogCommand(`--all-pods --namespace ${namespace}`)}`;
    const findings = entries.map((name) => findingOf(log, name, now, advice));
    const texts = entries.map((name) => `${name}: ${log.decisions.get(name)?.text}`);
    const failures = log.failures.map((finding) => ({ finding, advice }));
    const outcome = outcomeOf([...findings, ...failures], texts.join('; '));
    return outcome.status === 'fail' && findings.every((each) => each === undefined) ? { ...outcome, status: 'warn' } : outcome;
  },
};

function findingOf({ decisions }: ScalerLog, name: string, now: number, advice: string): Finding | undefined {
  const found = decisions.get(name);
  if (found === undefined) return { finding: `${name}: its log has no decision`, advice };
  if (now - found.loggedAt <= OPERATE.decision.milliseconds) return undefined;
  return { finding: `${name}: the last decision in its log is of ${new Date(found.loggedAt).toISOString()}`, advice };
}
