import { OPERATE } from '../../../../config/timings';
import type { Finding } from '../../../lib/finding';
import { readScalerLog, type ScalerLog, scalerLogCommand, scalerPods } from '../../../lib/scaler-log';
import type { Check } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { deployedEntries } from '../../facts/cluster/entries';
import { outcomeOf, skip } from '../../outcome';

/** A replica decides for a runner pool only while it has the session of its scale set and GitHub answers in it. */
export const scaleSetSessions: Check<ClusterContext> = {
  id: 'scale-set-sessions',
  title: 'Sessions of the scale sets',
  run: async ({ cluster, config, names, now }) => {
    const reader = cluster();
    const pods = scalerPods(await reader.pods(names.agentsNamespace), config.name);
    if (pods.length === 0) return skip('the scaler has no pod, see the check "scaler"');
    const log = await readScalerLog(reader, names.agentsNamespace, pods);
    const entries = deployedEntries(config).filter(({ component }) => component === 'runner');
    const advice = `see the reason with ${scalerLogCommand(`--all-pods --namespace ${names.agentsNamespace}`)}`;
    const findings = entries.map(({ scaledJobName }) => findingOf(log, scaledJobName, now, advice));
    const texts = entries.map(({ scaledJobName }) => `${scaledJobName}: with ${log.decisions.get(scaledJobName)?.pod}`);
    return outcomeOf(findings, texts.join('; '));
  },
};

function findingOf({ decisions, openElsewhere }: ScalerLog, name: string, now: number, advice: string): Finding | undefined {
  const isCurrent = (at: number | undefined) => at !== undefined && now - at <= OPERATE.decision.milliseconds;
  if (isCurrent(decisions.get(name)?.loggedAt)) return undefined;
  if (isCurrent(openElsewhere.get(name)))
    return {
      finding: `${name}: another session of its scale set is open, and no replica has it: no job gets a runner`,
      advice:
        'if a replica has ended in the last two minutes, wait: GitHub drops its session. Otherwise another deployment, or another program, uses the same scale set: rename one (runnerPools[].scaleSet)',
    };
  return { finding: `${name}: no replica has the session of its scale set: no job gets a runner`, advice };
}
