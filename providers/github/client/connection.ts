import { parseScope, type Scope } from '../scope';
import { GitHubError } from './error';
import type { GitHubConnection } from './types';

/** Reads what a connection's URL names. @throws GitHubError if it names nothing */
export function scopeOf({ url }: Pick<GitHubConnection, 'url'>): Scope {
  const scope = parseScope(url);
  if ('problem' in scope) throw new GitHubError(`the URL for GitHub ${scope.problem}: ${scope.remedy}`, { fault: 'refused' });
  return scope;
}

/** The clock of a connection: milliseconds since 1970. */
export const clockOf = ({ now = Date.now }: Pick<GitHubConnection, 'now'>): (() => number) => now;
