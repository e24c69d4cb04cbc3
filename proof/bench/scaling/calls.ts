import type { LoggedRequest } from '../../fake-devops/http/request-log';
import type { Calls } from './record';

/** Addresses of the pods whose calls do not depend on jobs. */
export interface Addresses {
  readonly scaler: ReadonlySet<string>;
  readonly placeholder: ReadonlySet<string>;
}

/** Counts requests by their caller. Requests to paths that only the fake has are left out. */
export function countCalls(requests: readonly LoggedRequest[], addresses: Addresses): Calls {
  const callers = requests.map((request) => callerOf(request, addresses));
  const count = (caller: keyof Calls) => callers.filter((each) => each === caller).length;
  return { queue: count('queue'), placeholder: count('placeholder'), listeners: count('listeners'), agents: count('agents') };
}

/** Whether a request reads the queue to count agents: KEDA's or the scaler's. A placeholder reads the queue for its metrics. */
export const readsQueue = (request: LoggedRequest, addresses: Addresses): boolean =>
  request.method === 'GET' && request.path.endsWith('/jobrequests') && callerOf(request, addresses) === 'queue';

/** Returns who made a request; undefined if its path exists only in the fake. */
function callerOf(request: LoggedRequest, { scaler, placeholder }: Addresses): keyof Calls | undefined {
  if (request.path.startsWith('/_apis/distributedtask/stub/')) return undefined;
  if (isFromKeda(request) || scaler.has(request.from)) return 'queue';
  if (placeholder.has(request.from)) return 'placeholder';
  return isFromListener(request) ? 'listeners' : 'agents';
}

/** Whether a request is KEDA's: only KEDA is written in Go. */
const isFromKeda = ({ headers }: LoggedRequest): boolean => /^(Go-http-client|keda)/i.test(`${headers['user-agent'] ?? ''}`);

/** Whether a request is a listener's: with the token of an agent or its job, for that token, or for sessions, messages and job requests. */
function isFromListener({ method, path, user }: LoggedRequest): boolean {
  if (user.startsWith('agent ')) return true;
  return path === '/_oauth/token' || /\/(sessions|messages)(\/|$)/.test(path) || (method === 'PATCH' && /\/jobrequests\//.test(path));
}
