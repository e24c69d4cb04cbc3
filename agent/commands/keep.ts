import { type HealthServer, serveHealth } from '../health';
import { reason } from '../log';
import { Placeholder } from '../placeholder';
import { Registration } from '../registration';
import type { Runtime } from '../runtime';
import type { KeepSettings } from '../settings';
import type { Environment } from '../start-process';

/** A loop that has not come round for so many intervals (and the time config.sh may take) hangs. */
const lateIntervals = 3;

/**
 * Keeps the placeholder registered and disabled. On SIGTERM it ends at once and leaves the
 * placeholder where it is: the agent pool must stay open for jobs while a new version rolls out.
 */
export async function keep(
  settings: KeepSettings,
  env: Environment,
  runtime: Runtime,
  onHealth: (server: HealthServer) => void = () => {},
): Promise<number> {
  const { clock, log, stop } = runtime;
  const placeholder = new Placeholder(new Registration(settings, env, runtime), log);
  let lastTick = clock.now();
  const health = await serveHealth(settings.healthPort, {
    alive: () => clock.now() - lastTick < lateIntervals * settings.keepMs + settings.configMs,
    ready: () => placeholder.kept,
  });
  onHealth(health);

  const stopped = new Promise<void>((resolve) => {
    stop.addEventListener('abort', () => resolve());
  });
  const tick = () =>
    placeholder.ensure().catch((error: unknown) => {
      log.error('cannot keep the placeholder, trying again', { reason: reason(error), inSeconds: settings.keepMs / 1000 });
    });
  while (!stop.aborted) {
    await Promise.race([tick(), stopped]);
    lastTick = clock.now();
    await clock.sleep(settings.keepMs, stop);
  }
  await health.close();
  log.info('leaving the placeholder registered');
  return 0;
}
