import { agentPoolObjectName } from '../../../../config/names';
import type { ScaledJob } from '../../../lib/cluster/objects';
import { allOf, type Fault } from './all-of';
import type { AfterCheck } from './context';
import { DEPLOY } from './deploy';

export const scaledJobsReady: AfterCheck = {
  id: 'scaled-jobs',
  title: 'Each ScaledJob is ready',
  phase: 'after',
  run: async ({ cluster, config, names }) => {
    const all = await cluster().scaledJobs(names.agentsNamespace);
    const wanted = config.agentPools.map(({ name }) => agentPoolObjectName(config.name, name));
    const faults = wanted.map((name) => {
      const found = all.find(({ metadata }) => metadata.name === name);
      if (found) return faultOf(found, names.agentsNamespace);
      return { finding: `ScaledJob ${name} is not there: no job gets an agent`, advice: DEPLOY };
    });
    return allOf(faults, `${wanted.join(', ')}: ready`);
  },
};

function faultOf({ metadata: { name, annotations }, status: { conditions } }: ScaledJob, namespace: string): Fault | undefined {
  const object = `scaledjob ${name} --namespace ${namespace}`;
  if (annotations['autoscaling.keda.sh/paused'] === 'true')
    return { finding: `ScaledJob ${name} is paused`, advice: `kubectl annotate ${object} autoscaling.keda.sh/paused-` };
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (ready === undefined)
    return {
      finding: `KEDA has not looked at ScaledJob ${name}`,
      advice: 'is the operator ready? kubectl logs deployment/keda-operator --namespace keda',
    };
  if (ready.status === 'True') return undefined;
  return {
    finding: `ScaledJob ${name} is not ready: ${ready.reason ?? 'no reason'}: ${ready.message ?? 'no message'}`,
    advice: `kubectl describe ${object} has the trigger's error among its events: check the organisation, the agent pool's name and the token`,
  };
}
