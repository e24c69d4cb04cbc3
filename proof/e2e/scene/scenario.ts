import { test } from 'node:test';
import { report } from './report';
import { Scene, type SceneOptions } from './scene';

/** Adds a line to the output of the test. */
export type Say = (line: string) => void;

/** Defines a test with its own deployment, which is removed afterwards. If the test fails, its output describes the state of the scene. */
export function scenario(title: string, options: SceneOptions, run: (scene: Scene, say: Say) => Promise<void>): void {
  test(title, async (context) => {
    const scene = await Scene.start(options);
    try {
      await run(scene, (line) => context.diagnostic(line));
    } catch (error) {
      context.diagnostic(await report(scene));
      throw error;
    } finally {
      await scene.end();
    }
  });
}
