import { parseConfig } from '../../config/parse';
import type { Config } from '../../config/types';
import { type Draft, withValue } from './builders';
import { NEIGHBOURS, OTHER_VALUES } from './other-values';
import type { SchemaOption } from './schema-options';

const DRAFTS = 'draftsOfEveryKind in __tests__/support/configs.ts';

/** A draft in which one option takes several values in turn. */
export interface OptionTrial {
  readonly draft: Draft;
  /** The path of the option in the draft, with the indexes of lists. */
  readonly place: readonly string[];
  /** Undefined stands for an option that is left out. */
  readonly values: readonly unknown[];
}

/**
 * Prepares the trial of an option, in the first draft that has the group, entry or kind which the option belongs to.
 * @throws Error that says what to add to a draft, if no draft fits
 */
export function trialOf(option: SchemaOption, drafts: readonly Draft[]): OptionTrial {
  const { path, kind } = option;
  const keys = path.replaceAll('[]', '.*').split('.');
  const [found] = drafts.flatMap((draft) => {
    const place = placeOf(draft, keys, kind);
    return place === undefined ? [] : [{ draft: withNeighbours(draft, place, NEIGHBOURS[path] ?? {}), place }];
  });
  if (found === undefined) throw new Error(`${path}: add its group, entry or kind to ${DRAFTS}`);
  const current = valueAt(found.draft, found.place);
  switch (option.form) {
    case 'listed':
      return { ...found, values: option.values };
    case 'group':
      if (current === undefined) throw new Error(`${path}: add it to ${DRAFTS}`);
      return { ...found, values: [current, undefined] };
    case 'choice':
      return { ...found, values: option.kinds.map((kind) => choiceOf(kind, keys, drafts)) };
    case 'value':
      return { ...found, values: [current, ...otherValuesOf(path)] };
    default:
      throw new Error(`unknown form of an option: ${JSON.stringify(option satisfies never)}`);
  }
}

/** Lists the values of a trial that have the same outcome as an earlier one. */
export function valuesWithoutEffect({ draft, place, values }: OptionTrial, outcome: (config: Config) => string): readonly unknown[] {
  const outcomes = values.map((value) => outcome(parseConfig(withValue(draft, place, value))));
  return values.filter((_, index) => outcomes.indexOf(outcomes[index] as string) < index);
}

/** Finds a path in a draft. `*` stands for the first item of a list in which the rest of the path exists. Undefined if there is none. */
function placeOf(part: unknown, [key = '', ...rest]: readonly string[], kind: string | undefined): readonly string[] | undefined {
  if (typeof part !== 'object' || part === null) return undefined;
  if (rest.length === 0) return kind === undefined || kind === kindOf(part) ? [key] : undefined;
  for (const name of key === '*' ? Object.keys(part) : [key]) {
    const below = placeOf((part as Draft)[name], rest, kind);
    if (below !== undefined) return [name, ...below];
  }
  return undefined;
}

const withNeighbours = (draft: Draft, place: readonly string[], neighbours: Draft) =>
  Object.entries(neighbours).reduce((changed, [key, value]) => withValue(changed, [...place.slice(0, -1), key], value), draft);

function otherValuesOf(path: string): readonly unknown[] {
  const values = OTHER_VALUES[path];
  if (values === undefined) throw new Error(`${path}: add another value for it to OTHER_VALUES in __tests__/support/other-values.ts`);
  return values;
}

function choiceOf(kind: string, keys: readonly string[], drafts: readonly Draft[]): unknown {
  const choice = drafts.map((draft) => valueAt(draft, keys)).find((value) => kindOf(value) === kind);
  if (choice === undefined) throw new Error(`${keys.join('.')}: add the kind ${kind} to ${DRAFTS}`);
  return choice;
}

const valueAt = (draft: Draft, place: readonly string[]) => place.reduce<unknown>((part, key) => (part as Draft | undefined)?.[key], draft);

const kindOf = (part: unknown) => (part as Draft | undefined)?.['kind'];
