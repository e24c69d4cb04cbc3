import type { Repository } from '../state/store';

/** A repository as the REST API returns it. */
export function repositoryView({ id, name }: Repository) {
  const [owner = '', short = ''] = name.split('/');
  return { id, name: short, full_name: name, private: true, owner: { login: owner }, default_branch: 'main' };
}
