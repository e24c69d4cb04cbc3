import { PLACEHOLDER } from '../../config/timings';
import { untilAborted } from '../../lib/until-aborted';
import { assemble } from '../keep/assemble';
import { Round } from '../keep/round';
import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import type { BoundedServer } from '../server/bounded-server';
import { serveHealth } from '../server/health';
import type { KeepSettings } from '../settings/keep-settings';

/**
 * Keeps the placeholder registered and disabled, reaps agents that were left behind, and exposes metrics. On SIGTERM it ends
 * immediately and leaves the placeholder registered: the agent pool must accept jobs while a new version is rolled out.
 */
export async function keep(
  settings: KeepSettings,
  env: Environment,
  runtime: Runtime,
  onHealth: (server: BoundedServer) => void = () => {},
): Promise<number> {
  const { clock, log, stop } = runtime;
  const { keeper, placeholder, metrics, throttle } = assemble(settings, env, runtime);
  /** A round that takes longer than this counts as hanging. */
  const limitMs = settings.registerLimitMs + PLACEHOLDER.hang.milliseconds;
  let deadline = clock.now() + limitMs;
  const health = await serveHealth(settings.healthPort, {
    alive: () => clock.now() < deadline,
    ready: () => placeholder.kept,
    metrics: metrics.registry,
  });
  onHealth(health);
  log.info('serving /healthz, /readyz and /metrics', { port: health.port });

  while (!stop.aborted) {
    const round = new Round({ usualWaitMs: settings.roundPauseMs, throttle, log });
    await untilAborted(keeper.run(round), stop);
    deadline = clock.now() + round.waitMs + limitMs;
    await clock.sleep(round.waitMs, stop);
  }
  await health.close();
  log.info('leaving the placeholder registered');
  return 0;
}
