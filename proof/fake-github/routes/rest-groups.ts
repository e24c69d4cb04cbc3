import { type Call, ok } from '../http/call';
import type { Route } from '../http/route';
import { notFound } from '../service-error';
import { isUsableBy, type RunnerGroup } from '../state/runner-group';
import type { Scope } from '../state/scope';
import type { Store } from '../state/store';
import { allowedScope } from './callers';
import { pageOf } from './paging';
import { repositoryView } from './repository-view';
import type { Services } from './services';

/** Runner groups in the REST API. Repositories have none. */
export function restGroupRoutes({ store }: Services): Route[] {
  const groupsPath = '/orgs/:org/actions/runner-groups';
  return [
    {
      method: 'GET',
      path: groupsPath,
      access: 'rest',
      handle: (call) => {
        const scope = allowedScope(call, store, 'runners');
        const repository = call.query.text('visible_to_repository');
        const all = scope.groups.filter((group) => repository === undefined || isUsableBy(group, `${scope.name}/${repository}`));
        const { items, headers } = pageOf(call, `/orgs/${scope.name}/actions/runner-groups`, all);
        return ok({ total_count: all.length, runner_groups: items.map((group) => groupView(group, scope, call)) }, headers);
      },
    },
    {
      method: 'GET',
      path: `${groupsPath}/:group`,
      access: 'rest',
      handle: (call) => {
        const scope = allowedScope(call, store, 'runners');
        return ok(groupView(groupIn(call, scope), scope, call));
      },
    },
    {
      method: 'GET',
      path: `${groupsPath}/:group/repositories`,
      access: 'rest',
      handle: (call) => {
        const scope = allowedScope(call, store, 'runners');
        const all = repositoriesOf(groupIn(call, scope), store);
        const { items, headers } = pageOf(call, `/orgs/${scope.name}/actions/runner-groups/${call.params['group']}/repositories`, all);
        return ok({ total_count: all.length, repositories: items.map(repositoryView) }, headers);
      },
    },
  ];
}

/** @throws RestError 404 */
function groupIn({ params }: Call, scope: Scope): RunnerGroup {
  const group = scope.groups.find(({ id }) => String(id) === params['group']);
  if (group === undefined) throw notFound();
  return group;
}

/** The repositories that are selected; none for a group that all may use. */
const repositoriesOf = (group: RunnerGroup, store: Store) =>
  group.repositories === 'all' ? [] : store.repositories.filter(({ name }) => isUsableBy(group, name));

function groupView({ id, name, isDefault, repositories, allowsPublicRepositories }: RunnerGroup, scope: Scope, { origin }: Call) {
  const url = `${origin}/api/v3/orgs/${scope.name}/actions/runner-groups/${id}`;
  return {
    id,
    name,
    visibility: repositories === 'all' ? 'all' : 'selected',
    default: isDefault,
    inherited: false,
    allows_public_repositories: allowsPublicRepositories,
    restricted_to_workflows: false,
    selected_workflows: [],
    workflow_restrictions_read_only: false,
    runners_url: `${url}/runners`,
    ...(repositories !== 'all' && { selected_repositories_url: `${url}/repositories` }),
  };
}
