import { DEPLOYMENT_TAG, resourceTags } from '../azure/resource-tags';
import { below } from '../problems/problem';
import type { Rule } from './rule';

/** The most tags of a resource (learn.microsoft.com/azure/azure-resource-manager/management/tag-resources). */
const MAX_TAGS = 50;

/** The tags of the config and the one of this project together must not be too many. */
export const tagCountRule: Rule = ({ tags }) => {
  if (tags === undefined || Object.keys(resourceTags({ name: '', tags })).length <= MAX_TAGS) return [];
  const count = Object.keys(tags).length;
  const rule = `must be at most ${MAX_TAGS} together with the tag "${DEPLOYMENT_TAG}", which is added`;
  return [{ path: 'tags', rule, value: `${count} tags`, remedy: 'remove some' }];
};

/** To Azure, names that differ only in case are the same. */
export const tagCaseRule: Rule = ({ tags }) => {
  const names = Object.keys(tags ?? {});
  return names.flatMap((name, index) => {
    const first = names.findIndex((other) => other.toLowerCase() === name.toLowerCase());
    if (first === index) return [];
    const rule = `must differ from "${names[first]}" by more than case`;
    return [{ path: below('tags', name), rule, value: tags?.[name], remedy: 'remove one of the two' }];
  });
};

/** Prefixes of tag names that Azure reserves (learn.microsoft.com/rest/api/resources/tags/create-or-update). */
const RESERVED_PREFIXES = ['microsoft', 'azure', 'windows'] as const;

export const tagPrefixRule: Rule = ({ tags }) =>
  Object.entries(tags ?? {}).flatMap(([name, value]) => {
    const prefix = RESERVED_PREFIXES.find((word) => name.toLowerCase().startsWith(word));
    if (prefix === undefined) return [];
    const rule = `must not start with "${prefix}", which Azure reserves`;
    return [{ path: below('tags', name), rule, value, remedy: 'choose another name' }];
  });
