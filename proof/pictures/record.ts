import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FIXED_NAMES } from '../../config/names';
import { projectOf } from '../../config/project';
import { scrapeConfig } from '../../monitoring/scrape-config';
import { eventually } from '../e2e/scene/eventually';
import { Scene } from '../e2e/scene/scene';
import { RECORDING } from './files';
import { loadTest, SCENE } from './load-test';
import { Prometheus } from './prometheus';
import { recordingOf, recordingText } from './recording';
import { targetsOf } from './scrape-targets';

const STEP_SECONDS = 60;
/** How many jobs fill the second wave: more than the default of `maxAgents`, so that some have to wait. */
const WAVE = 14;

/** Runs in the cluster: records what Prometheus scrapes during a load test and some trouble, and the report of the load test. */
async function record(): Promise<void> {
  const scene = await Scene.start(SCENE);
  try {
    const prometheus = await Prometheus.start({ config: await scraping(scene) });
    try {
      await recordWith(prometheus, scene);
    } finally {
      await prometheus.stop();
    }
  } finally {
    await scene.end();
  }
}

async function recordWith(prometheus: Prometheus, scene: Scene): Promise<void> {
  const start = await firstScrape(prometheus);
  // A counter must have been seen at 0, otherwise its increase from there is not known.
  await delay(2 * STEP_SECONDS * 1000);
  await loadTest(scene);
  await trouble(scene);
  const range = { start, end: start + Math.floor((Date.now() / 1000 - start) / STEP_SECONDS) * STEP_SECONDS, step: STEP_SECONDS };
  const series = await prometheus.queryRange('{__name__=~"(azp|keda)_.+"}', range);
  writeFileSync(join(projectOf(__dirname).root, RECORDING), recordingText(recordingOf(series, range)));
}

/** The scrape config of the agents stack, with the pods that Prometheus would find: Debian's has no discovery of pods. */
async function scraping({ kubernetes: { core }, namespace, environment }: Scene): Promise<object> {
  const scaler = environment.trigger === 'metrics-api';
  const { scrape_configs } = scrapeConfig({ agentsNamespace: namespace, kedaNamespace: FIXED_NAMES.kedaNamespace, scaler });
  const jobs = scrape_configs.map(async ({ kubernetes_sd_configs: discoveries, ...job }) => {
    const namespaces = discoveries.flatMap(({ namespaces: { names } }) => names);
    const lists = await Promise.all(namespaces.map((each) => core.listNamespacedPod({ namespace: each })));
    return { ...job, static_configs: lists.flatMap(({ items }) => items.flatMap(targetsOf)) };
  });
  return { scrape_configs: await Promise.all(jobs) };
}

/** Waits until both the placeholders and KEDA are scraped. @returns the time, in whole seconds */
async function firstScrape(prometheus: Prometheus): Promise<number> {
  const now = () => Math.floor(Date.now() / 1000);
  await eventually('Prometheus scrapes both placeholders and KEDA', async () => {
    const found = await prometheus.query('azp_placeholder_kept or keda_scaled_job_errors_total', now());
    return found.length >= 2 * SCENE.agentPools.length;
  });
  return now();
}

/** More jobs than agents, a job that no node can run, failed and cancelled jobs, a wrong answer to KEDA, and a small budget. */
async function trouble(scene: Scene): Promise<void> {
  const { devops } = scene;
  const large = scene.queueOne({ pool: 'large' });
  const wave = [...scene.queue(WAVE - 3, { seconds: 60 }), ...scene.queue(3, { script: 'sleep 20; exit 1' })];
  for (const remaining of [160, 120, 90]) {
    devops.rateLimit({ remaining });
    await delay(STEP_SECONDS * 1000);
  }
  await scene.untilOver(wave);
  devops.rateLimit({ remaining: 140 });
  const cancelled = scene.queue(4, { seconds: 600 });
  await scene.untilRunning(cancelled);
  for (const job of [...cancelled, large]) devops.cancelJob(job.inDevOps);
  await scene.untilOver([...cancelled, large]);
  const fault = devops.fault({ answer: '401-empty', path: /jobrequests/ });
  await delay(STEP_SECONDS * 1000);
  fault.remove();
  scene.queue(3, { seconds: 150 });
  await delay(2.5 * STEP_SECONDS * 1000);
}

record().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
