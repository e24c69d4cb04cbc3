import { FIXED_NAMES } from '../../../../config/names';
import type { Trigger } from '../../../../config/trigger';
import type { ScaledJob } from '../../../lib/cluster/objects';
import type { Finding } from '../../../lib/finding';
import type { Check } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { deployedEntries } from '../../facts/cluster/entries';
import { outcomeOf } from '../../outcome';

/** Where a failed poll of KEDA may come from. */
const CAUSES: Readonly<Record<Trigger, string>> = {
  'azure-pipelines': "check the organisation, the agent pool's name and the token",
  'metrics-api': 'KEDA polls the scaler: see the checks "scaler" and "network-policy"',
};

export const scaledJobs: Check<ClusterContext> = {
  id: 'scaled-jobs',
  title: 'ScaledJobs',
  run: async ({ cluster, config, names, remedies }) => {
    const all = await cluster().scaledJobs(names.agentsNamespace);
    const entries = deployedEntries(config);
    const findings = entries.map(({ scaledJobName: name, component }) => {
      const found = all.find(({ metadata }) => metadata.name === name);
      if (found) return findingOf(found, { names, remedies, config });
      return {
        finding: `ScaledJob ${name} does not exist: no job gets ${component === 'agent' ? 'an agent' : 'a runner'}`,
        advice: remedies.restore,
      };
    });
    return outcomeOf(findings, `${entries.map(({ scaledJobName }) => scaledJobName).join(', ')}: ready`);
  },
};

function findingOf(
  { metadata: { name, annotations }, spec: { triggers }, status: { conditions } }: ScaledJob,
  { names: { agentsNamespace: namespace, kedaNamespace }, remedies, config }: Pick<ClusterContext, 'names' | 'remedies' | 'config'>,
): Finding | undefined {
  const { trigger } = config.keda;
  const object = `scaledjob ${name} --namespace ${namespace}`;
  const types = triggers.map(({ type }) => type);
  if (types.some((type) => type !== trigger))
    return {
      finding: `ScaledJob ${name} has the trigger ${types.join(', ')}, and keda.trigger is ${trigger}`,
      advice: remedies.restoreChanged,
    };
  if (annotations['autoscaling.keda.sh/paused'] === 'true')
    return { finding: `ScaledJob ${name} is paused`, advice: `kubectl annotate ${object} autoscaling.keda.sh/paused-` };
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (ready === undefined)
    return {
      finding: `KEDA has not reconciled ScaledJob ${name}`,
      advice: `is the operator ready? kubectl logs deployment/${FIXED_NAMES.kedaOperator} --namespace ${kedaNamespace}`,
    };
  if (ready.status === 'True') return undefined;
  return {
    finding: `ScaledJob ${name} is not ready: ${ready.reason ?? 'no reason'}: ${ready.message ?? 'no message'}`,
    advice: `see the trigger's error in the events of kubectl describe ${object}; ${CAUSES[trigger]}`,
  };
}
