import type { LoggedRequest } from '../../../../fake-devops/http/request-log';
import { type Addresses, type CallRules, isFromKeda } from '../../calls';
import type { Calls } from '../../record';

/** Who makes which requests to Azure DevOps. A placeholder reads the queue for its metrics, not to count agents. */
export const azureDevOpsCalls: CallRules = {
  callerOf,
  readsQueue: (request, addresses) =>
    request.method === 'GET' && request.path.endsWith('/jobrequests') && callerOf(request, addresses) === 'queue',
};

function callerOf(request: LoggedRequest, { scaler, placeholder }: Addresses): keyof Calls | undefined {
  if (request.path.startsWith('/_apis/distributedtask/stub/')) return undefined;
  if (isFromKeda(request) || scaler.has(request.from)) return 'queue';
  if (placeholder.has(request.from)) return 'placeholder';
  return isFromListener(request) ? 'listeners' : 'agents';
}

/** Whether a request is a listener's: with the token of an agent or its job, for that token, or for sessions, messages and job requests. */
function isFromListener({ method, path, user }: LoggedRequest): boolean {
  if (user.startsWith('agent ')) return true;
  return path === '/_oauth/token' || /\/(sessions|messages)(\/|$)/.test(path) || (method === 'PATCH' && /\/jobrequests\//.test(path));
}
