import type { ActiveFault, FaultSpec } from '../../fake-devops/http/faults';
import type { Fault } from '../http/fault-effect';
import { notFound } from '../service-error';

interface PageFault extends FaultSpec<Fault> {
  readonly id: string;
  /** What goes wrong, as the page names it. */
  readonly text: string;
}

/** The faults that the page offers: those that a client meets in an outage or when it is one of two. Tests can add any other. */
const FAULTS: readonly PageFault[] = [
  { id: 'poll-401', text: 'Polls for messages: 401', method: 'GET', path: /^\/_queue\//, answer: '401' },
  { id: 'poll-503', text: 'Polls for messages: 503', method: 'GET', path: /^\/_queue\//, answer: '503' },
  {
    id: 'session-409',
    text: 'New sessions: 409, another host has one',
    method: 'POST',
    path: /\/runnerscalesets\/\d+\/sessions(\?|$)/,
    answer: '409-session',
  },
  {
    id: 'jit-lost',
    text: 'JIT configurations: the answer is lost',
    method: 'POST',
    path: /\/generatejitconfig(\?|$)/,
    answer: 'lost-answer',
  },
  { id: 'rest-429', text: 'REST API: 429', path: /^\/api\/v3\//, answer: '429' },
];

/** The faults of the page, each on or off. */
export class PageFaults {
  readonly #inject: (spec: FaultSpec<Fault>) => ActiveFault;
  readonly #active = new Map<string, ActiveFault>();

  constructor(inject: (spec: FaultSpec<Fault>) => ActiveFault) {
    this.#inject = inject;
  }

  /** Each fault, with the requests that it has hit since it was switched on. */
  get list() {
    return FAULTS.map(({ id, text }) => ({ id, text, isOn: this.#active.has(id), hits: this.#active.get(id)?.hits ?? 0 }));
  }

  /** Switches a fault on or off. @throws RestError 404 for an unknown one */
  set(id: string, isOn: boolean): void {
    const fault = FAULTS.find((each) => each.id === id);
    if (fault === undefined) throw notFound();
    if (isOn === this.#active.has(id)) return;
    if (isOn) {
      this.#active.set(id, this.#inject(fault));
      return;
    }
    this.#active.get(id)?.remove();
    this.#active.delete(id);
  }
}
