import { expectBalance } from '../scene/balance';
import { Scaler } from '../scene/scaler';
import { scenario } from '../scene/scenario';

const ENTRIES = 20;
const AGENT_POOLS = Array.from({ length: ENTRIES }, (_, index) => ({
  name: `e${index}`,
  pool: 'shared',
  capabilities: { entry: `e${index}` },
  maxAgents: 3,
}));

scenario(
  '20 entries that KEDA polls every second: each job gets an agent of its entry',
  { name: 'many', agentPools: AGENT_POOLS },
  async (scene) => {
    await new Scaler(scene).untilReady(2);
    for (let index = 0; index < ENTRIES; index++) scene.queue(1, { demands: [`entry -equals e${index}`], seconds: 2 });
    await expectBalance(scene);
  },
);
