import { readEnvironment } from '../../e2e/scene/environment';
import { Kubernetes } from '../../e2e/scene/kubernetes';
import { realBehaviour } from '../../fake-devops/stub-agent/behaviour';
import { loadsOf } from './loads/loads';
import { chosen, type Options } from './options';
import type { RunRecord } from './record';
import { type Results, writeResults } from './results';
import { benchmark } from './run/benchmark';
import { MAX_AGENTS } from './variants/variant';
import { ON_REQUEST, VARIANTS } from './variants/variants';
import { machine, versions } from './versions';

const LEFTOVER_SECONDS = 300;

/** Runs the benchmark; the file is complete up to the last run that was counted, whatever happens. */
export async function measure(options: Options, file: string, stop: AbortSignal): Promise<void> {
  const where = readEnvironment();
  const kubernetes = new Kubernetes(where.kubeconfig);
  const variants = chosen('variant', [...VARIANTS, ...ON_REQUEST], options.variants ?? VARIANTS.map(({ id }) => id));
  const loads = chosen('load', loadsOf(options.quick), options.loads);
  const leftoverSeconds = options.quick ? 20 : LEFTOVER_SECONDS;
  const { configSeconds, listenSeconds, workerSeconds } = realBehaviour;
  const frame: Omit<Results, 'runs'> = {
    quick: options.quick,
    startedAt: new Date().toISOString(),
    machine: machine(),
    versions: await versions(kubernetes),
    maxAgents: MAX_AGENTS,
    agentStartSeconds: configSeconds + listenSeconds + workerSeconds,
    leftoverSeconds,
    variants: variants.map(({ id, title, pollSeconds, sources }) => ({ id, title, pollSeconds, ...(sources ? { sources } : {}) })),
    loads: loads.map(({ id, title }) => ({ id, title })),
  };
  const runs: RunRecord[] = [];
  const onRecord = (record: RunRecord) => {
    runs.push(record);
    writeResults(file, { ...frame, runs });
  };
  await benchmark({ kubernetes, environment: where, variants, loads, leftoverSeconds, onRecord, say: console.log, stop });
}
