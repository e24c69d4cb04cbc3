import { SIGN_IN_PATH, signInPage } from '../http/refusals';
import type { Route } from '../http/route';
import { agentTokenRoutes } from './agent-token';
import { agentRoutes } from './agents';
import { buildRoutes } from './builds';
import { connectionRoutes } from './connection';
import { entraRoutes } from './entra';
import { jobRequestRoutes } from './job-requests';
import { poolRoutes } from './pools';
import { projectRoutes } from './projects';
import { queueRoutes } from './queues';
import { resourceUsageRoutes } from './resource-usage';
import { runRoutes } from './runs';
import type { Services } from './services';
import { sessionRoutes } from './sessions';
import { stubRoutes } from './stub';

/** All routes below the organisation. */
export const orgRoutes = (services: Services): Route[] =>
  [
    connectionRoutes,
    poolRoutes,
    agentRoutes,
    jobRequestRoutes,
    queueRoutes,
    projectRoutes,
    buildRoutes,
    runRoutes,
    resourceUsageRoutes,
    sessionRoutes,
    agentTokenRoutes,
    stubRoutes,
  ].flatMap((routes) => routes(services));

/** All routes that are not below the organisation. */
export const rootRoutes = (services: Services): Route[] => [
  { method: 'GET', path: SIGN_IN_PATH, access: 'anybody', unversioned: true, handle: signInPage },
  ...entraRoutes(services),
];
