import type { Route } from '../http/route';
import { queueRoutes } from './queue';
import { registrationRoutes } from './registration';
import { restAccountRoutes } from './rest-accounts';
import { restGroupRoutes } from './rest-groups';
import { restRunnerRoutes } from './rest-runners';
import { restRunRoutes } from './rest-runs';
import { restWorkflowRoutes } from './rest-workflows';
import { runServiceRoutes } from './run-service';
import { runnerServiceRoutes } from './runner-service';
import { scaleSetRunnerRoutes } from './scale-set-runners';
import { scaleSetRoutes } from './scale-sets';
import type { Services } from './services';
import { sessionRoutes } from './sessions';

/** The REST API, without the prefix of GitHub Enterprise Server. */
export const restRoutes = (services: Services): Route[] =>
  [registrationRoutes, restRunnerRoutes, restGroupRoutes, restAccountRoutes, restWorkflowRoutes, restRunRoutes].flatMap((routes) =>
    routes(services),
  );

/** The Actions service, the message queues, and the service for runners. */
export const serviceRoutes = (services: Services): Route[] =>
  [scaleSetRoutes, scaleSetRunnerRoutes, sessionRoutes, queueRoutes, runnerServiceRoutes, runServiceRoutes].flatMap((routes) =>
    routes(services),
  );
