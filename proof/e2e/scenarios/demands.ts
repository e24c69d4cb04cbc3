import assert from 'node:assert/strict';
import { expectBalance } from '../scene/balance';
import { scenario } from '../scene/scenario';
import type { TestJob } from '../scene/test-job';

const AGENT_POOLS = [
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

/** Demands that only the entry "priced" meets, and only if the kubelet and KEDA leave "$" unchanged. */
const DEMANDS_WITH_DOLLARS = ['price -equals a$$b', 'org -equals $(AZP_URL)', 'GREETING -equals cost: $$5', 'PROMPT -equals ${user} $é'];

scenario(
  'three entries serve one agent pool: each job runs on an agent of the entry that meets its demands',
  { name: 'demands', agentPools: AGENT_POOLS },
  async (scene) => {
    const small = scene.queue(2, { demands: ['size -equals small'] });
    const large = scene.queue(3, { demands: ['size -equals large'] });
    const priced = scene.queue(1, { demands: DEMANDS_WITH_DOLLARS });
    const refused = scene.devops.queueJob({ pool: 'shared', demands: ['size -equals huge'] });
    assert.equal(refused.requestId, undefined);
    await expectBalance(scene);

    const servedBy = (jobs: readonly TestJob[]) => jobs.map(({ inDevOps }) => inDevOps.agentName?.slice(0, -'-xxxxx-xxxxx'.length));
    assert.deepEqual(
      servedBy(small),
      small.map(() => scene.scaledJobName('small')),
    );
    assert.deepEqual(
      servedBy(large),
      large.map(() => scene.scaledJobName('large')),
    );
    assert.deepEqual(
      servedBy(priced),
      priced.map(() => scene.scaledJobName('priced')),
    );
  },
);
