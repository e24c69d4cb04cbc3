import { NAME_FORMS, type PatternName } from '../name-patterns';
import { deriveNames } from '../names';
import type { Problem } from '../problems/problem';
import type { Rule } from './rule';

const RESOURCES = Object.keys(NAME_FORMS) as readonly PatternName[];

/** The name that a pattern gives must be one that Azure accepts. */
export const namePatternRule: Rule = ({ name, location, names: patterns }) => {
  if (name === undefined || location === undefined || patterns === undefined) return [];
  const made = deriveNames({ name, location, organizationUrl: '', patterns });
  return RESOURCES.flatMap((resource): readonly Problem[] => {
    const [value, given] = [made[resource], patterns[resource]];
    if (given === undefined || value === undefined || NAME_FORMS[resource].form.test(value)) return [];
    const rule = `gives the name "${value}", which must be ${NAME_FORMS[resource].rule}`;
    return [{ path: `names.${resource}`, rule, value: given, remedy: 'change the pattern' }];
  });
};

/** AKS creates the resource group of the nodes itself. To Azure, names that differ only in case are the same. */
export const nodeGroupRule: Rule = ({ name, location, names: patterns }) => {
  if (name === undefined || location === undefined || patterns?.nodeResourceGroup === undefined) return [];
  const { resourceGroup, nodeResourceGroup } = deriveNames({ name, location, organizationUrl: '', patterns });
  if (resourceGroup.toLowerCase() !== nodeResourceGroup?.toLowerCase()) return [];
  const rule = 'must differ from the resource group of the deployment';
  return [
    { path: 'names.nodeResourceGroup', rule, value: patterns.nodeResourceGroup, remedy: `add a suffix, like ${resourceGroup}-nodes` },
  ];
};

/** A pattern names what a deploy creates. What exists has a name already. */
export const existingNameRule: Rule = ({ names: patterns = {}, resourceGroup, cluster }) => {
  const taken = (option: 'resourceGroup' | 'cluster', resources: readonly PatternName[]): readonly Problem[] =>
    resources
      .filter((resource) => patterns[resource] !== undefined)
      .map((resource) => ({
        path: `names.${resource}`,
        rule: `must be left out with ${option}.kind "existing", which has its name`,
        value: patterns[resource],
        remedy: 'leave it out',
      }));
  return [
    ...(resourceGroup?.kind === 'existing' ? taken('resourceGroup', ['resourceGroup']) : []),
    ...(cluster?.kind === 'existing' ? taken('cluster', ['cluster', 'dnsPrefix', 'nodeResourceGroup']) : []),
  ];
};
