import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { Container } from 'kubernetes-types/core/v1';
import type { NativeObject } from '../../../../constructs/kubernetes/kubernetes-object';
import type { Load } from '../loads/load';
import { AGENT_LABELS } from '../variants/published-parts';
import type { Bench } from './bench';
import { DeployedVariant } from './deployed-variant';
import { play } from './play';
import { timesFromNow } from './times-from-now';
import { untilOver } from './until-over';

/**
 * Measures how long jobs wait if a plain Job with an agent is created for each at the moment at which it is queued: what the machine and
 * an agent need, without any scaler. The agents are those of published variants, which cost the machine least.
 * @returns seconds from the queueing of each job that ran to its start
 */
export async function measureBareAgents(bench: Bench, load: Load, stop: AbortSignal): Promise<readonly number[]> {
  const deployed = await DeployedVariant.start(bench, { variant: bench.service.bareAgents, maxAgents: load.maxAgents });
  try {
    const until = timesFromNow(stop);
    const creations = load.jobs.map(async ({ at }, index) => {
      await until(at);
      await bench.kubernetes.apply(bareAgentJob(`agent-${index}`, deployed.namespace, deployed.bareAgent));
    });
    const [jobs] = await Promise.all([play(deployed.side, load, stop), ...creations]);
    await untilOver(jobs, stop);
    return jobs.flatMap(({ job: { queueTime, startTime } }) => (startTime === undefined ? [] : [(startTime - queueTime) / 1000]));
  } finally {
    await deployed.remove();
  }
}

function bareAgentJob(name: string, namespace: string, container: Container): NativeObject {
  const spec: JobSpec = {
    backoffLimit: 0,
    template: { metadata: { labels: { ...AGENT_LABELS } }, spec: { restartPolicy: 'Never', containers: [container] } },
  };
  const object = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name, namespace }, spec };
  return object;
}
