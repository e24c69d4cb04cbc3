import assert from 'node:assert/strict';
import { balances } from '../scene/balance';
import { scenario } from '../scene/scenario';
import type { TestJob } from '../scene/test-job';

const agentPools = [
  { name: 'small', pool: 'shared', demands: ['size -equals small'] },
  { name: 'large', pool: 'shared', demands: ['size -equals large'] },
  {
    name: 'priced',
    pool: 'shared',
    demands: ['price -equals a$$b'],
    capabilities: { org: '$(AZP_URL)' },
    env: { GREETING: 'cost: $$5', PROMPT: '${user} $é' },
  },
];

/** Demands that only the entry "priced" meets, and only when the kubelet and KEDA leave "$" as it was written. */
const asWritten = ['price -equals a$$b', 'org -equals $(AZP_URL)', 'GREETING -equals cost: $$5', 'PROMPT -equals ${user} $é'];

scenario('three entries on one agent pool: each serves the jobs that demand it', { name: 'demands', agentPools }, async (scene) => {
  const small = scene.queue(2, { demands: ['size -equals small'] });
  const large = scene.queue(3, { demands: ['size -equals large'] });
  const priced = scene.queue(1, { demands: asWritten });
  const refused = scene.devops.queueJob({ pool: 'shared', demands: ['size -equals huge'] });
  assert.equal(refused.requestId, undefined);
  await balances(scene);

  const servedBy = (jobs: readonly TestJob[]) => jobs.map(({ inDevOps }) => inDevOps.agentName?.slice(0, -'-xxxxx-xxxxx'.length));
  assert.deepEqual(
    servedBy(small),
    small.map(() => scene.scaledJob('small')),
  );
  assert.deepEqual(
    servedBy(large),
    large.map(() => scene.scaledJob('large')),
  );
  assert.deepEqual(
    servedBy(priced),
    priced.map(() => scene.scaledJob('priced')),
  );
});
