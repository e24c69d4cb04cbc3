import { setTimeout as delay } from 'node:timers/promises';
import type { Problem } from './problem';
import type { Snapshot } from './snapshot';

/** A snapshot, and what is wrong with it. */
export interface View {
  readonly snapshot: Snapshot;
  readonly problems: readonly Problem[];
}

/** Shows one view after another. */
export interface Screen {
  readonly show: (view: View) => void;
  /** Restores the terminal. */
  readonly close: () => void;
}

export interface Watching {
  readonly read: () => Promise<View>;
  /** Seconds from the end of one read to the start of the next. */
  readonly seconds: number;
  readonly screen: Screen;
  /** Ends the watch immediately, even during a read. */
  readonly stop: AbortSignal;
}

/** Reads and shows until it is stopped. */
export async function watch({ read, seconds, screen, stop }: Watching): Promise<void> {
  const stopped = new Promise<undefined>((resolve) => stop.addEventListener('abort', () => resolve(undefined), { once: true }));
  try {
    while (!stop.aborted) {
      const view = await Promise.race([read(), stopped]);
      if (view === undefined) return;
      screen.show(view);
      await Promise.race([delay(seconds * 1000, undefined, { ref: true, signal: stop }).catch(() => undefined), stopped]);
    }
  } finally {
    screen.close();
  }
}
