import type { Store } from './state/store';

export interface Eventually {
  /** What the caller waits for, for the error message. */
  readonly what: string;
  readonly withinMs: number;
}

/**
 * Resolves once `holds` returns true. It is called after every change of state and every request.
 *
 * @throws Error that contains `what` if that takes longer than `withinMs`
 */
export function eventually(events: Store['events'], holds: () => boolean, { what, withinMs }: Eventually): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      events.off('change', check).off('request', check);
      settle();
    };
    const check = () => {
      try {
        if (holds()) finish(resolve);
      } catch (error) {
        finish(() => reject(error));
      }
    };
    const timeout = () => reject(new Error(`timed out after ${withinMs} ms waiting for: ${what}`));
    const timer = setTimeout(() => finish(timeout), withinMs);
    events.on('change', check).on('request', check);
    check();
  });
}
