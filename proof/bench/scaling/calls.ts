import type { LoggedRequest } from '../../fake-devops/http/request-log';
import type { Calls } from './record';

/** Counts requests by their caller. Requests to paths that only the fake has are left out. */
export function countCalls(requests: readonly LoggedRequest[]): Calls {
  const count = (caller: keyof Calls) => requests.filter((request) => callerOf(request) === caller).length;
  return { keda: count('keda'), listeners: count('listeners'), others: count('others') };
}

/** Whether a request is KEDA's: only KEDA is written in Go. */
export const isFromKeda = ({ headers }: LoggedRequest): boolean => /^(Go-http-client|keda)/i.test(`${headers['user-agent'] ?? ''}`);

/** Returns who made a request; undefined if its path exists only in the fake. */
function callerOf(request: LoggedRequest): keyof Calls | undefined {
  if (request.path.startsWith('/_apis/distributedtask/stub/')) return undefined;
  if (isFromKeda(request)) return 'keda';
  return isFromListener(request) ? 'listeners' : 'others';
}

/** Whether a request is a listener's: with the token of an agent or its job, for that token, or for sessions, messages and job requests. */
function isFromListener({ method, path, user }: LoggedRequest): boolean {
  if (user.startsWith('agent ')) return true;
  return path === '/_oauth/token' || /\/(sessions|messages)(\/|$)/.test(path) || (method === 'PATCH' && /\/jobrequests\//.test(path));
}
