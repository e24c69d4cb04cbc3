import { listOf } from '../http/call';
import type { Route } from '../http/route';
import { projectId } from '../state/project-id';
import type { Services } from './services';

/** The projects of the organisation. */
export function projectRoutes({ store }: Services): Route[] {
  return [
    {
      method: 'GET',
      path: '/_apis/projects',
      access: 'vso.project',
      handle: () => listOf(store.projects.map((name) => ({ id: projectId(name), name, state: 'wellFormed', visibility: 'private' }))),
    },
  ];
}
