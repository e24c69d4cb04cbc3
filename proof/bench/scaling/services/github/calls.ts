import type { LoggedRequest } from '../../../../fake-devops/http/request-log';
import { type Addresses, type CallRules, isFromKeda } from '../../calls';
import type { Calls } from '../../record';

const QUEUE_PATH = '/_queue/';
const RUNNER_PATH = '/_runner/';

/** Who makes which requests to GitHub. */
export const gitHubCalls: CallRules = {
  callerOf,
  readsQueue: (request, { scaler }) =>
    request.method === 'GET' &&
    (isFromKeda(request) ? listsRuns(request) : scaler.has(request.from) && request.path.startsWith(QUEUE_PATH)),
};

function callerOf(request: LoggedRequest, { scaler }: Addresses): keyof Calls | undefined {
  if (request.path.startsWith(`${RUNNER_PATH}stub/`)) return undefined;
  if (request.path.startsWith(RUNNER_PATH)) return 'listeners';
  if (isFromKeda(request)) return /\/actions\/runs\/\d+\/jobs$/.test(request.path) ? 'queuePerJob' : 'queue';
  if (!scaler.has(request.from)) return 'agents';
  return isCausedByJobs(request) ? 'queuePerJob' : 'queue';
}

/** The last of the lists of workflow runs that KEDA reads: it has one for each status. */
const listsRuns = ({ path, query }: LoggedRequest): boolean => path.endsWith('/actions/runs') && query.includes('status=in_progress');

/** Whether a request of the scaler would not be made without jobs: a poll that returned a message, its acknowledgement, and the acquisition of jobs. */
function isCausedByJobs({ method, path, status }: LoggedRequest): boolean {
  if (path.startsWith(QUEUE_PATH)) return method === 'DELETE' || status === 200;
  return path.endsWith('/acquirejobs');
}
