import { Scene } from '../e2e/scene/scene';
import { loadTest, SCENE } from './load-test';

/** Runs in the cluster: records the report of a load test. */
async function record(): Promise<void> {
  const scene = await Scene.start(SCENE);
  try {
    await loadTest(scene);
  } finally {
    await scene.end();
  }
}

record().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
