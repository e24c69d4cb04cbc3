import { type Say, scenario } from '../scenario';
import type { Scene, SceneOptions } from '../scene';
import type { GitHubSide } from './git-hub-side';

/** Defines a test as `scenario` does, of a deployment that has runner pools: by default one, called `gh-linux`, and no agent pools. */
export function runnerScenario(
  title: string,
  options: SceneOptions,
  run: (scene: Scene, gitHub: GitHubSide, say: Say) => Promise<void>,
): void {
  scenario(title, { agentPools: [], runnerPools: [{}], ...options }, async (scene, say) => {
    if (scene.gitHub === undefined) throw new Error('the deployment has no runner pools');
    await run(scene, scene.gitHub, say);
  });
}
