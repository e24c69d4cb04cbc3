import type { Route } from '../http/route';
import { agentTokenRoutes } from './agent-token';
import { agentRoutes } from './agents';
import { connectionRoutes } from './connection';
import { jobRequestRoutes } from './job-requests';
import { poolRoutes } from './pools';
import type { Services } from './services';
import { sessionRoutes } from './sessions';
import { stubRoutes } from './stub';

/** All routes below the organisation. */
export const orgRoutes = (services: Services): Route[] =>
  [connectionRoutes, poolRoutes, agentRoutes, jobRequestRoutes, sessionRoutes, agentTokenRoutes, stubRoutes].flatMap((routes) =>
    routes(services),
  );
