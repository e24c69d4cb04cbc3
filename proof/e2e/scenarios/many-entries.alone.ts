import { setTimeout as delay } from 'node:timers/promises';
import { expectBalance } from '../scene/balance';
import { KedaOperator } from '../scene/keda-operator';
import { Scaler } from '../scene/scaler';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';
import { scrape } from '../scene/scrape';

const ENTRIES = 20;
const MEASURED_MS = 30_000;
const AGENT_POOLS = Array.from({ length: ENTRIES }, (_, index) => ({
  name: `e${index}`,
  pool: 'shared',
  capabilities: { entry: `e${index}` },
  maxAgents: 3,
}));

scenario(
  '20 entries that KEDA polls every second: each job gets an agent of its entry',
  { name: 'many', agentPools: AGENT_POOLS },
  async (scene, say) => {
    await new Scaler(scene).untilReady(2);
    const before = await operatorCounters(scene);
    await delay(MEASURED_MS);
    const after = await operatorCounters(scene);
    const seconds = MEASURED_MS / 1000;
    const calls = ((after.calls - before.calls) / seconds).toFixed(1);
    const cpu = ((after.cpuSeconds - before.cpuSeconds) / seconds).toFixed(3);
    say(`KEDA's operator with ${ENTRIES} idle entries: ${calls} calls of the Kubernetes API a second, ${cpu} CPU seconds a second`);
    for (let index = 0; index < ENTRIES; index++) scene.queue(1, { demands: [`entry -equals e${index}`], seconds: 2 });
    await expectBalance(scene);
  },
);

/** What the operator has used since its start, by its own metrics. */
async function operatorCounters({ kubernetes }: Scene) {
  const { namespace, name } = await new KedaOperator(kubernetes).readyPod();
  const samples = await scrape(kubernetes, namespace, name);
  const sum = (metric: string) => samples.filter((sample) => sample.name === metric).reduce((total, { value }) => total + value, 0);
  return { calls: sum('rest_client_requests_total'), cpuSeconds: sum('process_cpu_seconds_total') };
}
