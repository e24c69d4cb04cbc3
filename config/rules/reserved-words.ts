import { reservedWord } from '../azure/reserved-words';
import { deriveNames, type NameSource } from '../names';
import type { Problem } from '../problems/problem';
import type { Rule } from './rule';

/** Azure rejects reserved words in the names of resources with an address: the API server and the registry. */
export const reservedWordRule: Rule = ({ name, location, names: patterns, registry }) => [
  ...(name === undefined ? [] : problemOf('name', name, namesWithAddress(name))),
  ...(name === undefined || location === undefined ? [] : patternProblems({ name, location, patterns })),
  ...(registry?.kind !== 'create' || registry.name === undefined ? [] : problemOf('registry.name', registry.name, [registry.name])),
];

/** The names with an address that patterns of the config give. */
function patternProblems({ name, location, patterns = {} }: Pick<NameSource, 'name' | 'location' | 'patterns'>): readonly Problem[] {
  const made = deriveNames({ name, location, organizationUrl: '', patterns });
  return (['cluster', 'dnsPrefix'] as const).flatMap((resource) => {
    const given = patterns[resource];
    return given === undefined ? [] : problemOf(`names.${resource}`, given, [made[resource]]);
  });
}

/** The names with an address that are derived from the name of the deployment alone. */
function namesWithAddress(name: string): readonly string[] {
  const { dnsPrefix, cluster, registry } = deriveNames({ name, location: '', organizationUrl: '' });
  return [dnsPrefix, cluster, registry];
}

function problemOf(path: string, value: string, names: readonly string[]): readonly Problem[] {
  const [first] = names.flatMap((made) => {
    const why = reservedWord(made);
    return why === undefined ? [] : [made === value ? why : `gives the name "${made}", which ${why}`];
  });
  return first === undefined ? [] : [{ path, rule: first, value, remedy: 'choose another name' }];
}
