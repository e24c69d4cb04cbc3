import { ok } from '../http/call';
import type { Route } from '../http/route';
import { isWithAgent } from '../state/job-request';
import type { Services } from './services';
import { requestView } from './views';

/** The number of parallel jobs that the organisation has bought, and of those in use. */
export function resourceUsageRoutes({ store, settings, url }: Services): Route[] {
  return [
    {
      method: 'GET',
      path: '/_apis/distributedtask/resourceusage',
      access: 'vso.agentpools',
      preview: true,
      handle: ({ query }) => {
        const running = store.pools.flatMap(({ requests }) => requests).filter(isWithAgent);
        const context = { url: url(), store };
        return ok({
          resourceLimit: {
            parallelismTag: 'Private',
            isHosted: false,
            totalCount: settings.parallelJobs,
            failedToReachAllProviders: false,
          },
          usedCount: running.length,
          usedMinutes: null,
          runningRequests: query.flag('includeRunningRequests') ? running.map((request) => requestView(context, request)) : [],
        });
      },
    },
  ];
}
