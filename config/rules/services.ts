import { deriveNames } from '../names';
import type { Problem } from '../problems/problem';
import type { PartialConfig } from '../types';
import type { Rule } from './rule';

/** The service that the entries of a list belong to. */
interface Service {
  readonly option: 'azureDevOps' | 'gitHub';
  readonly list: 'agentPools' | 'runnerPools';
  /** What the entries need of it. */
  readonly needs: string;
  readonly example: string;
}

const SERVICES: readonly Service[] = [
  {
    option: 'azureDevOps',
    list: 'agentPools',
    needs: 'must name the organisation that agentPools are in',
    example: 'organizationUrl: "https://dev.azure.com/<organisation>"',
  },
  {
    option: 'gitHub',
    list: 'runnerPools',
    needs: 'must name what runnerPools belong to',
    example: 'url: "https://github.com/<organisation>"',
  },
];

/** A list needs its service, and a service that no list uses would not act. */
export const servicesRule: Rule = (config) => SERVICES.flatMap((service) => problemOf(service, config));

function problemOf({ option, list, needs, example }: Service, config: PartialConfig): readonly Problem[] {
  const length = config[list]?.length ?? 0;
  if (length > 0) {
    if (option in config) return [];
    return [{ path: option, rule: needs, value: undefined, remedy: `write ${option}: { ${example} }` }];
  }
  // Without any entry, that is the problem. An invalid list is undefined.
  if (config[option] === undefined || config[list] === undefined || hasNoEntry(config)) return [];
  const remedy = `remove it, or add an entry to ${list}${option === 'azureDevOps' ? keepingRegistry(config) : ''}`;
  return [{ path: option, rule: `must be left out without ${list}, which alone use it`, value: config[option], remedy }];
}

const hasNoEntry = ({ agentPools = [], runnerPools = [] }: PartialConfig): boolean => agentPools.length + runnerPools.length === 0;

/** The derived name of the registry contains a hash of the organisation, so another name would replace the registry with its images. */
function keepingRegistry({ name, location, azureDevOps, registry }: PartialConfig): string {
  const organizationUrl = azureDevOps?.organizationUrl;
  const isDerived = registry !== undefined && !('name' in registry);
  if (!isDerived || name === undefined || location === undefined || organizationUrl === undefined) return '';
  const kept = deriveNames({ name, location, organizationUrl }).registry;
  return `; to keep the registry of this deployment, whose name is derived from the organisation, set registry.name to "${kept}"`;
}
