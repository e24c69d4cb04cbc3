import { deriveNames } from '../names';
import type { Problem } from '../problems/problem';
import { SERVICES, type Service } from '../services';
import type { PartialConfig } from '../types';
import type { Rule } from './rule';

/** A list needs its service, and a service that no list uses would not act. */
export const servicesRule: Rule = (config) => SERVICES.flatMap((service) => problemOf(service, config));

function problemOf({ option, list, need, example }: Service, config: PartialConfig): readonly Problem[] {
  const length = config[list]?.length ?? 0;
  if (length > 0) {
    if (option in config) return [];
    return [{ path: option, rule: need, value: undefined, remedy: `write ${option}: { ${example} }` }];
  }
  const service = config[option];
  // Without any entry, that is the problem. An invalid list is undefined.
  if (service === undefined || config[list] === undefined || hasNoEntry(config)) return [];
  const keeping = 'organizationUrl' in service ? keepingRegistry(config, service.organizationUrl) : '';
  const remedy = `remove it, or add an entry to ${list}${keeping}`;
  return [{ path: option, rule: `must be left out without ${list}, which alone use it`, value: service, remedy }];
}

const hasNoEntry = ({ agentPools = [], runnerPools = [] }: PartialConfig): boolean => agentPools.length + runnerPools.length === 0;

/** The derived name of the registry contains a hash of the organisation, so another name would replace the registry with its images. */
function keepingRegistry({ name, location, registry }: PartialConfig, organizationUrl: string | undefined): string {
  const isDerived = registry?.kind === 'create' && !('name' in registry);
  if (!isDerived || name === undefined || location === undefined || organizationUrl === undefined) return '';
  const kept = deriveNames({ name, location, organizationUrl }).registry;
  return `; to keep the registry of this deployment, whose name is derived from the organisation, set registry.name to "${kept}"`;
}
