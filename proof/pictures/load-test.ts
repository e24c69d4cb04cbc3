import assert from 'node:assert/strict';
import { join } from 'node:path';
import { projectOf } from '../../config/project';
import { runOperatorCommand } from '../e2e/scene/operator-command';
import type { Scene } from '../e2e/scene/scene';
import { realBehaviour } from '../fake-devops/stub-agent/behaviour';
import { LOAD_TEST_REPORT } from './files';

/** Agents as slow as real ones, with the defaults of the config; no node has the label that the agents of "large" need. */
export const SCENE = {
  name: 'pipelines',
  agentPools: [
    { name: 'linux', pollingSeconds: 10, maxAgents: 10 },
    { name: 'large', pollingSeconds: 10, maxAgents: 2, nodeSelector: { 'example.com/nodes': 'large' } },
  ],
  stub: realBehaviour,
};

/** Runs the load test like a person does, and stores its report. @throws if a job fails or an agent is left behind */
export async function loadTest(scene: Scene): Promise<void> {
  const json = join(projectOf(__dirname).root, LOAD_TEST_REPORT);
  const args = ['--pipeline', 'linux', '--jobs', '10', '--seconds', '20', '--leftovers-after', '30', '--json', json];
  const { code, stdout, stderr } = await runOperatorCommand(scene, 'load-test', args);
  console.log(stdout);
  assert.equal(code, 0, stderr);
}
