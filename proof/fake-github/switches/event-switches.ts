import type { JobEvent, JobEventType } from '../state/job-event';

/** What happens to events on their way to the messages of a scale set. */
export interface EventSwitch {
  /** @default - all */
  readonly type?: JobEventType;
  /** `hold` keeps them until `release` is called; `repeat` adds each of them twice. */
  readonly action: 'drop' | 'hold' | 'repeat';
  /** Number of events. @default - all until it is removed */
  readonly times?: number;
}

/** A switch that is on. */
export interface ActiveSwitch {
  /** Number of events that it has met. */
  readonly hits: number;
  /** Sends the events that it holds, in their order, and turns it off. */
  release(): void;
}

type Deliver = (event: JobEvent) => void;

/** Loses, delays or repeats events, as the service sometimes does. */
export class EventSwitches {
  readonly #active: (EventSwitch & { hits: number; held: (() => void)[] })[] = [];

  add(spec: EventSwitch): ActiveSwitch {
    const active: EventSwitch & { hits: number; held: (() => void)[] } = { ...spec, hits: 0, held: [] };
    this.#active.unshift(active);
    return {
      get hits() {
        return active.hits;
      },
      release: () => {
        const index = this.#active.indexOf(active);
        if (index >= 0) this.#active.splice(index, 1);
        for (const send of active.held.splice(0)) send();
      },
    };
  }

  /** Passes an event on, as the newest matching switch says. */
  pass(event: JobEvent, deliver: Deliver): void {
    const found = this.#active.find(
      ({ type, hits, times = Number.POSITIVE_INFINITY }) => (type ?? event.messageType) === event.messageType && hits < times,
    );
    if (found !== undefined) found.hits++;
    switch (found?.action) {
      case 'drop':
        break;
      case 'hold':
        found.held.push(() => deliver(event));
        break;
      case 'repeat':
        deliver(event);
        deliver(event);
        break;
      default:
        deliver(event);
    }
  }
}
