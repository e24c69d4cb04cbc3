import { setTimeout as delay } from 'node:timers/promises';
import type { Problem } from './problem';
import type { Snapshot } from './snapshot';

/** A snapshot and what is wrong in it. */
export interface Look {
  readonly snapshot: Snapshot;
  readonly problems: readonly Problem[];
}

/** Shows one look after another. */
export interface Screen {
  readonly show: (look: Look) => void;
  /** Puts the terminal back as it was. */
  readonly close: () => void;
}

export interface Watching {
  readonly look: () => Promise<Look>;
  readonly seconds: number;
  readonly screen: Screen;
  /** Ends it at once, whatever is under way. */
  readonly stop: AbortSignal;
}

/** Looks and shows until it is stopped. The pause is from the end of one look to the begin of the next. */
export async function watch({ look, seconds, screen, stop }: Watching): Promise<void> {
  const stopped = new Promise<undefined>((resolve) => stop.addEventListener('abort', () => resolve(undefined), { once: true }));
  try {
    while (!stop.aborted) {
      const seen = await Promise.race([look(), stopped]);
      if (seen === undefined) return;
      screen.show(seen);
      await Promise.race([delay(seconds * 1000, undefined, { ref: true, signal: stop }).catch(() => undefined), stopped]);
    }
  } finally {
    screen.close();
  }
}
