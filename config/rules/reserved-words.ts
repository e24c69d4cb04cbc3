import { deriveNames } from '../names';
import type { Problem } from '../problem';
import { reservedWord } from '../reserved-words';
import type { Rule } from './rule';

/** What the deployment's name, and the registry's, become must be free of reserved words where it gets an address: the API server and the registry. */
export const reservedWordRule: Rule = ({ name, registry }) => [
  ...(name === undefined ? [] : problemOf('name', name, addressed(name))),
  ...(registry?.name === undefined ? [] : problemOf('registry.name', registry.name, [registry.name])),
];

/** Names with an address that come from the deployment's name alone. */
function addressed(name: string): readonly string[] {
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
