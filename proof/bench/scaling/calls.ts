import type { LoggedRequest } from '../../fake-devops/http/request-log';
import type { Calls } from './record';

/** Addresses of the pods whose calls do not depend on jobs. */
export interface Addresses {
  readonly scaler: ReadonlySet<string>;
  readonly placeholder: ReadonlySet<string>;
}

/** Who makes which requests to a service. */
export interface CallRules {
  /** Returns who made a request; undefined if its path exists only in the fake. */
  callerOf(request: LoggedRequest, addresses: Addresses): keyof Calls | undefined;
  /** Whether a request reads the queue to count agents: KEDA's or the scaler's. */
  readsQueue(request: LoggedRequest, addresses: Addresses): boolean;
}

/** Counts requests by their caller. Requests to paths that only the fake has are left out. */
export function countCalls(requests: readonly LoggedRequest[], addresses: Addresses, rules: Pick<CallRules, 'callerOf'>): Required<Calls> {
  const callers = requests.map((request) => rules.callerOf(request, addresses));
  const count = (caller: keyof Calls) => callers.filter((each) => each === caller).length;
  return {
    queue: count('queue'),
    queuePerJob: count('queuePerJob'),
    placeholder: count('placeholder'),
    listeners: count('listeners'),
    agents: count('agents'),
  };
}

/** Whether a request is KEDA's: only KEDA is written in Go. */
export const isFromKeda = ({ headers }: LoggedRequest): boolean => /^(Go-http-client|keda)/i.test(`${headers['user-agent'] ?? ''}`);
