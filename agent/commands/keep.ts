import { PLACEHOLDER } from '../../config/timings';
import { assemble } from '../keep/assemble';
import { type HealthServer, serveHealth } from '../keep/health';
import { Round } from '../keep/round';
import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import type { KeepSettings } from '../settings/settings';

/**
 * Keeps the placeholder registered and disabled, deletes agents that were left behind, and shows metrics. On SIGTERM it ends
 * at once and leaves the placeholder where it is: the agent pool must stay open for jobs while a new version rolls out.
 */
export async function keep(
  settings: KeepSettings,
  env: Environment,
  runtime: Runtime,
  onHealth: (server: HealthServer) => void = () => {},
): Promise<number> {
  const { clock, log, stop } = runtime;
  const { keeper, placeholder, metrics, throttle } = assemble(settings, env, runtime);
  const limitMs = settings.configMs + PLACEHOLDER.hang.milliseconds;
  let due = clock.now() + limitMs;
  const health = await serveHealth(settings.healthPort, {
    alive: () => clock.now() < due,
    ready: () => placeholder.kept,
    metrics: metrics.registry,
  });
  onHealth(health);
  log.info('serving /healthz, /readyz and /metrics', { port: health.port });

  const stopped = new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve()));
  while (!stop.aborted) {
    const round = new Round(settings.keepMs, throttle, log);
    await Promise.race([keeper.run(round), stopped]);
    due = clock.now() + round.waitMs + limitMs;
    await clock.sleep(round.waitMs, stop);
  }
  await health.close();
  log.info('leaving the placeholder registered');
  return 0;
}
