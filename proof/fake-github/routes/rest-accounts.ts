import { type Call, ok } from '../http/call';
import type { Route } from '../http/route';
import type { App, Installation } from '../identity/app';
import { notFound, RestError } from '../service-error';
import type { Repository } from '../state/store';
import { allowedScope, callingApp, restCaller, scopeIn } from './callers';
import { pageOf } from './paging';
import { repositoryView } from './repository-view';
import type { Services } from './services';

/** Who the caller is, and what accounts, repositories and installations there are. */
export function restAccountRoutes({ store }: Services): Route[] {
  return [
    { method: 'GET', path: '/user', access: 'rest', handle: (call) => ok(userView(call)) },
    { method: 'GET', path: '/app', access: 'app', handle: (call) => ok(appView(callingApp(call))) },
    {
      method: 'GET',
      path: '/app/installations/:installation',
      access: 'app',
      handle: (call) => {
        const app = callingApp(call);
        const installation = app.installations.find(({ id }) => String(id) === call.params['installation']);
        if (installation === undefined) throw notFound();
        return ok(installationView(app, installation));
      },
    },
    ...['/orgs/:org', '/repos/:owner/:repo'].map(
      (scopePath): Route => ({
        method: 'GET',
        path: `${scopePath}/installation`,
        access: 'app',
        handle: (call) => {
          const app = callingApp(call);
          const scope = scopeIn(call, store);
          const installation = app.installationOn(scope.name.split('/')[0] ?? '');
          const isSelected =
            scope.kind !== 'repository' || installation?.repositories === 'all' || installation?.repositories.includes(scope.name) === true;
          if (installation === undefined || !isSelected) throw notFound();
          return ok(installationView(app, installation));
        },
      }),
    ),
    {
      method: 'GET',
      path: '/installation/repositories',
      access: 'rest',
      handle: (call) => {
        const caller = restCaller(call);
        if (caller.kind === 'user')
          throw new RestError(
            403,
            'You must authenticate with an installation access token in order to list repositories for an installation.',
          );
        const { account, repositories } = caller.installation;
        const isSelected = ({ name }: Repository) => repositories === 'all' || repositories.includes(name);
        const all = store.repositories.filter(
          (each) => each.name.toLowerCase().startsWith(`${account.toLowerCase()}/`) && isSelected(each),
        );
        return ok({ total_count: all.length, repositories: all.map(repositoryView) });
      },
    },
    {
      method: 'GET',
      path: '/orgs/:org',
      access: 'rest',
      handle: (call) => {
        const { name } = allowedScope(call, store, 'metadata');
        return ok({ login: name, id: 9001, type: 'Organization' });
      },
    },
    ...['/orgs/:org/repos', '/users/:org/repos'].map(
      (path): Route => ({
        method: 'GET',
        path,
        access: 'rest',
        handle: (call) => {
          const scope = allowedScope(call, store, 'metadata');
          const all = store.repositories.filter(({ name }) => scope.covers(name));
          const { items, headers } = pageOf(call, path.replace(':org', scope.name), all);
          return ok(items.map(repositoryView), headers);
        },
      }),
    ),
    {
      method: 'GET',
      path: '/repos/:owner/:repo',
      access: 'rest',
      handle: (call) => ok(repositoryView(store.repository(allowedScope(call, store, 'metadata').name))),
    },
  ];
}

/** @throws RestError 403 for an installation */
function userView(call: Call) {
  const caller = restCaller(call);
  if (caller.kind === 'installation') throw new RestError(403, 'Resource not accessible by integration');
  return { login: caller.token.login, id: 1, type: 'User' };
}

const appView = ({ id, clientId, slug, installations }: App) => ({
  id,
  slug,
  client_id: clientId,
  name: slug,
  permissions: installations[0]?.permissions ?? {},
  installations_count: installations.length,
});

const installationView = ({ id: app_id, slug, clientId }: App, { id, account, permissions, repositories, suspended }: Installation) => ({
  id,
  account: { login: account, type: 'Organization' },
  target_type: 'Organization',
  app_id,
  app_slug: slug,
  client_id: clientId,
  permissions,
  repository_selection: repositories === 'all' ? 'all' : 'selected',
  suspended_at: suspended ? '2026-01-01T00:00:00Z' : null,
});
