import { type Choice, type Feature, isPossible } from '../objects/features';
import { type Guards, isEqual } from './template-tree';

/** The possible choices of features in which something is present. */
export type Domain = readonly Choice[];

/** All possible choices that have the features of `always`, and any of `others`. */
export function domainOf(always: readonly Feature[], others: readonly Feature[]): Domain {
  const all = others.reduce<readonly Choice[]>(
    (choices, feature) => choices.flatMap((choice) => [choice, new Set([...choice, feature])]),
    [new Set(always)],
  );
  return all.filter(isPossible);
}

/** Whether the conditions hold for a choice. Loops do not count. */
const hold = (guards: Guards, choice: Choice): boolean =>
  guards.every((guard) => 'head' in guard || choice.has(guard.feature) === guard.isOn);

const headsOf = (guards: Guards): Guards => guards.filter((guard) => 'head' in guard);

/** Whether two lists of blocks mean the same in every choice of a domain. */
export const agree = (a: Guards, b: Guards, domain: Domain): boolean =>
  isEqual(headsOf(a), headsOf(b)) && domain.every((choice) => hold(a, choice) === hold(b, choice));

/** The blocks without conditions that follow from the others in every choice of a domain. */
export function shortened(guards: Guards, domain: Domain): Guards {
  const superfluous = guards.findIndex((guard, at) => !('head' in guard) && agree(guards, guards.toSpliced(at, 1), domain));
  return superfluous < 0 ? guards : shortened(guards.toSpliced(superfluous, 1), domain);
}
