import { notFound, RestError } from '../service-error';
import type { RestIdentity } from './identity';
import type { Permissions } from './permissions';
import type { ClassicScope, PersonalToken } from './personal-token';
import type { Target } from './target';

/** What a call needs: to manage runners, to start workflows, or to read about workflows or the account itself. */
export type Need = 'runners' | 'write-actions' | 'read-actions' | 'metadata';

/** Checks the permissions (docs.github.com, "Authenticating ARC to the GitHub API"). @throws RestError 403, or 404 for what the caller may not see */
export function checkNeed(identity: RestIdentity, target: Target, need: Need): void {
  if (identity.kind === 'installation') {
    const { installation } = identity;
    if (installation.suspended) throw new RestError(403, 'This installation has been suspended');
    const isSelected = target.kind !== 'repository' || installation.repositories === 'all' || has(installation.repositories, target.name);
    if (accountOf(target) !== installation.account.toLowerCase() || !isSelected) throw notFound();
    if (!allows(installation.permissions, target, need)) throw new RestError(403, 'Resource not accessible by integration');
    return;
  }
  const { token } = identity;
  if (token.kind === 'fine-grained') checkFineGrained(token, target, need);
  else checkClassic(token, target, need);
}

function checkFineGrained(token: PersonalToken, target: Target, need: Need): void {
  if (accountOf(target) !== token.resourceOwner?.toLowerCase()) throw notFound();
  // Runners of an organisation need a second permission, and a token can't do more than its owner.
  const isComplete = need !== 'runners' || (token.permissions.administration !== undefined && isAdmin(token, target));
  if (isComplete && allows(token.permissions, target, need)) return;
  throw new RestError(403, 'Resource not accessible by personal access token');
}

function checkClassic(token: PersonalToken, target: Target, need: Need): void {
  if (need === 'metadata') return;
  const scope: ClassicScope =
    target.kind === 'repository' ? 'repo' : target.kind === 'organisation' ? 'admin:org' : 'manage_runners:enterprise';
  if (token.scopes.includes(scope) && (need !== 'runners' || isAdmin(token, target))) return;
  const who = { organisation: 'Must be an organization owner', enterprise: 'Must be an enterprise owner' };
  throw new RestError(403, target.kind === 'repository' ? 'Must have admin rights to Repository.' : `${who[target.kind]}.`);
}

/** Runners of an enterprise need a classic token. */
function allows(permissions: Permissions, { kind }: Target, need: Need): boolean {
  if (kind === 'enterprise') return false;
  switch (need) {
    case 'metadata':
      return true;
    case 'read-actions':
      return permissions.actions !== undefined;
    case 'write-actions':
      return permissions.actions === 'write';
    case 'runners':
      return (kind === 'repository' ? permissions.administration : permissions.organization_self_hosted_runners) === 'write';
  }
}

const isAdmin = ({ administers }: PersonalToken, target: Target): boolean =>
  administers === 'all' || has(administers, target.name) || has(administers, accountOf(target));

/** The owner of a repository, or the organisation itself. */
const accountOf = ({ name }: Target): string => (name.split('/')[0] ?? '').toLowerCase();

const has = (names: readonly string[], name: string): boolean => names.some((each) => each.toLowerCase() === name.toLowerCase());
