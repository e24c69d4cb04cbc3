import { randomUUID } from 'node:crypto';
import type { Target } from '../identity/target';
import { ActionsError } from '../service-error';
import { isUsableBy, type RunnerGroup, type RunnerGroupSpec } from './runner-group';

/** An organisation, a repository or an enterprise, with its runner groups. Scale sets and runners belong to one scope. */
export class Scope implements Target {
  /** Part of the URLs of its Actions service. */
  readonly id = randomUUID();
  readonly kind: Target['kind'];
  readonly name: string;
  readonly groups: RunnerGroup[] = [{ id: 1, name: 'Default', isDefault: true, repositories: 'all', allowsPublicRepositories: false }];

  constructor(kind: Target['kind'], name: string) {
    this.kind = kind;
    this.name = name;
  }

  /** Path of the config URL, without a leading slash. */
  get path(): string {
    return this.kind === 'enterprise' ? `enterprises/${this.name}` : this.name;
  }

  /** @throws Error if a repository gets a group, or the name is taken */
  addGroup({ name, repositories = 'all', allowsPublicRepositories = true }: RunnerGroupSpec): RunnerGroup {
    if (this.kind === 'repository') throw new Error(`the repository ${this.name} has only its default runner group`);
    if (this.groupNamed(name) !== undefined) throw new Error(`the runner group ${name} exists`);
    const group = { id: this.groups.length + 1, name, isDefault: false, repositories, allowsPublicRepositories };
    this.groups.push(group);
    return group;
  }

  groupNamed(name: string): RunnerGroup | undefined {
    return this.groups.find((group) => group.name.toLowerCase() === name.toLowerCase());
  }

  /** @throws ActionsError 404 */
  group(id: number): RunnerGroup {
    const group = this.groups.find((each) => each.id === id);
    if (group === undefined) throw new ActionsError(404, 'RunnerGroupNotFoundException', `No runner group found with identifier ${id}.`);
    return group;
  }

  /** Whether jobs of a repository may run on runners of one of this scope's groups. */
  serves(repository: string, groupId: number): boolean {
    return this.covers(repository) && isUsableBy(this.group(groupId), repository);
  }

  /** Whether a repository is in this scope. All organisations are in every enterprise. */
  covers(repository: string): boolean {
    if (this.kind === 'enterprise') return true;
    const name = this.kind === 'repository' ? repository : (repository.split('/')[0] ?? '');
    return name.toLowerCase() === this.name.toLowerCase();
  }
}
