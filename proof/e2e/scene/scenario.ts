import { test } from 'node:test';
import { report } from './report';
import { Scene, type SceneOptions } from './scene';

/** Adds a line to what the test reports. */
export type Say = (line: string) => void;

/** One test with a deployment of its own, which is removed afterwards. When it fails, the test says how things stood. */
export function scenario(title: string, options: SceneOptions, play: (scene: Scene, say: Say) => Promise<void>): void {
  test(title, async (context) => {
    const scene = await Scene.start(options);
    try {
      await play(scene, (line) => context.diagnostic(line));
    } catch (error) {
      context.diagnostic(await report(scene));
      throw error;
    } finally {
      await scene.end();
    }
  });
}
