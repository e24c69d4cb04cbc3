import type { LoggedRequest } from '../../fake-devops/http/request-log';
import type { Calls } from './record';

type Caller = keyof Calls | 'nobody';

/** Counts requests by who makes them on the real service; what only the fake knows is left out. */
export function countCalls(requests: readonly LoggedRequest[]): Calls {
  const count = (caller: Caller) => requests.filter((request) => callerOf(request) === caller).length;
  return { keda: count('keda'), listeners: count('listeners'), others: count('others') };
}

/** Whether KEDA made it: of all the clients only KEDA is written in Go. */
export const isFromKeda = ({ headers }: LoggedRequest): boolean => /^(Go-http-client|keda)/i.test(`${headers['user-agent'] ?? ''}`);

function callerOf(request: LoggedRequest): Caller {
  if (request.path.startsWith('/_apis/distributedtask/stub/')) return 'nobody';
  if (isFromKeda(request)) return 'keda';
  return isFromListener(request) ? 'listeners' : 'others';
}

/** What comes with the token of an agent or of its job; tokens for its own key, sessions, messages, and the renewal and completion of jobs. */
function isFromListener({ method, path, user }: LoggedRequest): boolean {
  if (user.startsWith('agent ')) return true;
  return path === '/_oauth/token' || /\/(sessions|messages)(\/|$)/.test(path) || (method === 'PATCH' && /\/jobrequests\//.test(path));
}
