import { readEnvironment } from '../../e2e/scene/environment';
import { Kubernetes } from '../../e2e/scene/kubernetes';
import { realBehaviour } from '../../fake-devops/stub-agent/behaviour';
import { loadsOf } from './loads/loads';
import { chooseById, type Options } from './options';
import type { RunRecord } from './record';
import { type Results, writeResults } from './results';
import { benchmark } from './run/benchmark';
import { MAX_AGENTS } from './variants/variant';
import { VARIANTS, VARIANTS_ON_REQUEST } from './variants/variants';
import { machine, versions } from './versions';

const LEFTOVER_SECONDS = 300;
const QUICK_LEFTOVER_SECONDS = 20;

/** Runs the benchmark. The file is rewritten after each run, so it has all complete runs whatever happens. */
export async function measure(options: Options, file: string, stop: AbortSignal): Promise<void> {
  const environment = readEnvironment();
  const kubernetes = new Kubernetes(environment.kubeconfig);
  const variants = chooseById([...VARIANTS, ...VARIANTS_ON_REQUEST], options.variants ?? VARIANTS.map(({ id }) => id));
  const loads = chooseById(loadsOf({ quick: options.quick }), options.loads);
  const leftoverSeconds = options.quick ? QUICK_LEFTOVER_SECONDS : LEFTOVER_SECONDS;
  const { configSeconds, listenSeconds, workerSeconds } = realBehaviour;
  const conditions: Omit<Results, 'runs'> = {
    quick: options.quick,
    startedAt: new Date().toISOString(),
    machine: machine(),
    versions: await versions(kubernetes, environment.kedaVersion),
    maxAgents: MAX_AGENTS,
    agentStartSeconds: configSeconds + listenSeconds + workerSeconds,
    leftoverSeconds,
    variants: variants.map(({ id, title, pollSeconds, sources }) => ({ id, title, pollSeconds, ...(sources ? { sources } : {}) })),
    loads: loads.map(({ id, title }) => ({ id, title })),
  };
  const runs: RunRecord[] = [];
  const onRecord = (record: RunRecord) => {
    runs.push(record);
    writeResults(file, { ...conditions, runs });
  };
  await benchmark({ kubernetes, environment, variants, loads, leftoverSeconds, onRecord, say: console.log, stop });
}
