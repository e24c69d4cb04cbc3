import { existsSync } from 'node:fs';
import { readEnvironment } from '../../e2e/scene/environment';
import { Kubernetes } from '../../e2e/scene/kubernetes';
import { PodCpu } from './cpu/pod-cpu';
import { isLimited, type Load } from './loads/load';
import { loadsOf } from './loads/loads';
import { chooseById, type Options } from './options';
import { missingMeasurements } from './plan';
import { type Conditions, type LoadInfo, type Results, readResults, type VariantInfo, writeResults } from './results';
import { resumed } from './resume';
import { benchmark } from './run/benchmark';
import { SERVICES } from './services/services';
import type { Variant } from './variants/variant';
import { machine, versions } from './versions';

const LEFTOVER_SECONDS = 300;
const QUICK_LEFTOVER_SECONDS = 20;

/** Runs the benchmark. The file is rewritten after each run, so it has all complete runs whatever happens. */
export async function measure(options: Options, file: string, stop: AbortSignal): Promise<void> {
  const environment = readEnvironment();
  const kubernetes = new Kubernetes(environment.kubeconfig);
  const service = SERVICES[options.service];
  const all = { variants: [...service.variants, ...service.variantsOnRequest], loads: loadsOf(options) };
  const variants = chooseById(all.variants, options.variants ?? service.variants.map(({ id }) => id));
  const loads = chooseById(all.loads, options.loads);
  const conditions: Conditions = {
    service: service.id,
    quick: options.quick,
    machine: machine(),
    versions: await versions(kubernetes, environment.kedaVersion),
    agentStartSeconds: service.agentStartSeconds,
    leftoverSeconds: options.quick ? QUICK_LEFTOVER_SECONDS : LEFTOVER_SECONDS,
    variants: variants.map(variantInfo),
    loads: loads.map(loadInfo),
  };
  const order = [...all.loads, ...all.variants].map(({ id }) => id);
  let results: Results =
    options.resume && existsSync(file) ? resumed(readResults(file), conditions, order) : { ...conditions, runs: [], floors: [] };
  const add = (change: Partial<Results>) => {
    results = { ...results, ...change };
    writeResults(file, results);
  };
  await benchmark({
    service,
    kubernetes,
    environment,
    podCpu: new PodCpu(),
    leftoverSeconds: conditions.leftoverSeconds,
    measurements: missingMeasurements({ loads, variants, repeat: options.repeat }, results),
    onRecord: (run) => add({ runs: [...results.runs, run] }),
    onFloor: (floor) => add({ floors: [...results.floors, floor] }),
    say: console.log,
    stop,
  });
}

const variantInfo = ({ id, title, pollSeconds, sources }: Variant): VariantInfo => ({
  id,
  title,
  pollSeconds,
  ...(sources === undefined ? {} : { sources }),
});

const loadInfo = (load: Load): LoadInfo => ({
  id: load.id,
  title: load.title,
  maxAgents: load.maxAgents,
  isLimited: isLimited(load),
  cancels: load.jobs.some(({ cancelAt }) => cancelAt !== undefined),
});
