import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { NativeObject } from '../../../../constructs/kubernetes/kubernetes-object';
import type { Load } from '../loads/load';
import { AGENT_LABELS, agentContainer, namespaceAndSecret, namespaceOf } from '../variants/published-parts';
import { START_SCRIPT } from '../variants/start-script';
import type { Place, Variant } from '../variants/variant';
import { DeployedVariant } from './deployed-variant';
import type { Bench } from './measure-run';
import { play } from './play';
import { timesFromNow } from './times-from-now';
import { untilOver } from './until-over';

/**
 * Measures how long jobs wait if a plain Job with an agent is created for each at the moment at which it is queued: what the machine and
 * an agent need, without any scaler. The agents are those of the tutorial, which cost the machine least.
 * @returns seconds from the queueing of each job that ran to its first step
 */
export async function measureBareAgents({ kubernetes, environment }: Bench, load: Load, stop: AbortSignal): Promise<readonly number[]> {
  const variant = new BareAgents();
  const deployed = await DeployedVariant.start(kubernetes, environment, { variant, maxAgents: load.maxAgents });
  try {
    const until = timesFromNow(stop);
    const creations = load.jobs.map(async ({ at }, index) => {
      await until(at);
      await kubernetes.apply(variant.job(index));
    });
    const [jobs] = await Promise.all([play(deployed.devops, deployed.agentPool, load, stop), ...creations]);
    await untilOver(jobs, stop);
    return jobs.flatMap(({ job: { record } }) => (record.startTime === undefined ? [] : [(record.startTime - record.queueTime) / 1000]));
  } finally {
    await deployed.remove();
  }
}

/** What bare agents need in a cluster, and their Jobs. */
class BareAgents implements Variant {
  readonly id = 'bare-agents';
  readonly title = 'bare agents';
  readonly pollSeconds = 0;
  readonly placeholderAgent = 'placeholder-agent';
  #place: Place | undefined;

  objects(place: Place) {
    this.#place = place;
    return namespaceAndSecret(place);
  }

  /** @throws Error before the objects are made */
  job(index: number): NativeObject {
    const place = this.#place;
    if (place === undefined) throw new Error('the namespace of the bare agents is not known yet');
    const spec: JobSpec = {
      backoffLimit: 0,
      template: {
        metadata: { labels: { ...AGENT_LABELS } },
        spec: { restartPolicy: 'Never', containers: [agentContainer(place, START_SCRIPT)] },
      },
    };
    const object = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: `agent-${index}`, namespace: namespaceOf(place) }, spec };
    return object;
  }
}
