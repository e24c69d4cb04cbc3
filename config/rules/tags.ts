import { below } from '../problem';
import { resourceTags } from '../resource-tags';
import type { Rule } from './rule';

/** Tags that a resource may have (learn.microsoft.com/azure/azure-resource-manager/management/tag-resources). */
const MAX_TAGS = 50;

/** The tags of the config and ours together must not be too many. */
export const tagCountRule: Rule = ({ tags }) => {
  if (tags === undefined || Object.keys(resourceTags({ name: '', tags })).length <= MAX_TAGS) return [];
  const count = Object.keys(tags).length;
  const rule = `must be at most ${MAX_TAGS} together with the tag "deployment", which is added`;
  return [{ path: 'tags', rule, value: `${count} tags`, remedy: 'remove some' }];
};

/** To Azure, two names that differ by case are one. */
export const tagCaseRule: Rule = ({ tags }) => {
  const names = Object.keys(tags ?? {});
  return names.flatMap((name, index) => {
    const first = names.findIndex((other) => other.toLowerCase() === name.toLowerCase());
    if (first === index) return [];
    const rule = `must differ from "${names[first]}" by more than case`;
    return [{ path: below('tags', name), rule, value: tags?.[name], remedy: 'remove one of the two' }];
  });
};

/** Beginnings of tag names that Azure keeps for itself (learn.microsoft.com/rest/api/resources/tags/create-or-update). */
const RESERVED_BEGINNINGS = ['microsoft', 'azure', 'windows'] as const;

export const tagPrefixRule: Rule = ({ tags }) =>
  Object.entries(tags ?? {}).flatMap(([name, value]) => {
    const beginning = RESERVED_BEGINNINGS.find((word) => name.toLowerCase().startsWith(word));
    if (beginning === undefined) return [];
    const rule = `must not begin with "${beginning}", which Azure keeps for itself`;
    return [{ path: below('tags', name), rule, value, remedy: 'choose another name' }];
  });
