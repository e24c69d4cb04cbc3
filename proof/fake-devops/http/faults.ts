import type { Fault } from './fault-effect';

/** A fault that a test injects. Both fakes have faults, with answers of their own. */
export interface FaultSpec<Answer = Fault> {
  /** @default - any */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Matched against the path below the organisation, with the query; for the sign-in service, against the whole path. @default - any */
  readonly path?: RegExp;
  readonly answer: Answer;
  /** Number of requests that the fault hits. @default - all until it is removed */
  readonly times?: number;
  /** Delay of the answer in milliseconds, by the fake's clock. @default 0, and 3500 for '200-delayed' of the fake Azure DevOps */
  readonly delayMs?: number;
}

/** A fault that was added. */
export interface ActiveFault {
  /** Number of requests that the fault has hit. */
  readonly hits: number;
  remove(): void;
}

/** The faults that tests have added. If several match a request, the newest one applies. */
export class Faults<Answer = Fault> {
  readonly #active: (FaultSpec<Answer> & { hits: number })[] = [];

  add(spec: FaultSpec<Answer>): ActiveFault {
    const active = { ...spec, hits: 0 };
    this.#active.unshift(active);
    return {
      get hits() {
        return active.hits;
      },
      remove: () => {
        const index = this.#active.indexOf(active);
        if (index >= 0) this.#active.splice(index, 1);
      },
    };
  }

  /** Returns the fault for a request and counts a hit. */
  take(method: string, path: string): FaultSpec<Answer> | undefined {
    const fault = this.#active.find((each) => each.hits < (each.times ?? Number.POSITIVE_INFINITY) && matches(each, method, path));
    if (fault !== undefined) fault.hits++;
    return fault;
  }
}

const matches = (spec: FaultSpec<unknown>, method: string, path: string) =>
  (spec.method ?? method) === method && (spec.path === undefined || path.search(spec.path) >= 0);
