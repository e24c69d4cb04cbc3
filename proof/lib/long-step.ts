import { step } from './step';

const HEARTBEAT_MS = 30_000;

/** Like `step`, for an action of minutes: it prints the elapsed time every 30 s. */
export function longStep<T>(title: string, action: () => Promise<T>): Promise<T> {
  return step(title, async () => {
    const started = Date.now();
    const heartbeat = setInterval(() => console.log(`    ... ${Math.round((Date.now() - started) / 1000)} s`), HEARTBEAT_MS);
    try {
      return await action();
    } finally {
      clearInterval(heartbeat);
    }
  });
}
