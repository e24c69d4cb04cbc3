import type { Config } from '../../../config/types';
import { SAMPLES, type Sample } from '../sample/sample';
import { type SampleObjects, sampleObjects } from '../sample/sample-objects';
import { domainOf } from '../tree/domain';
import { treeOf } from '../tree/from-object';
import { mergeTrees } from '../tree/merge';
import type { Slot } from '../tree/slots';
import type { Tree } from '../tree/template-tree';
import { type Choice, type Feature, isPossible } from './features';
import type { IsMember } from './is-member';

/** Objects that are in one file of the chart. */
export interface ObjectGroup {
  readonly isMember: IsMember;
  /** Features that the sample always has. */
  readonly always: readonly Feature[];
  /** Features that change the objects. */
  readonly features: readonly Feature[];
  readonly slots: (sample: Sample, config: Config) => readonly Slot[];
  /** Makes the objects of a sample. @default - those of the agents stack */
  readonly make?: (sample: Sample, choice: Choice) => SampleObjects;
}

/**
 * The template of a group of objects. The typed builders make the objects for every possible choice of features; what differs between
 * two of them stands under the feature's condition. Another sample gives the same template, unless the builders derive something from
 * a value for which there is no slot: a test compares the two.
 */
export function groupTemplate(group: ObjectGroup, sample: Sample = SAMPLES[0]): Tree {
  const tree = merged(group, sample, group.always, group.features);
  if (tree === undefined) throw new Error('no choice of the features is possible');
  return tree;
}

/** undefined if no choice is possible. */
function merged(group: ObjectGroup, sample: Sample, chosen: readonly Feature[], features: readonly Feature[]): Tree | undefined {
  const [feature, ...rest] = features;
  if (feature === undefined) return isPossible(new Set(chosen)) ? treeOfChoice(group, sample, new Set(chosen)) : undefined;
  const on = merged(group, sample, [...chosen, feature], rest);
  const off = merged(group, sample, chosen, rest);
  if (on === undefined || off === undefined) return on ?? off;
  return mergeTrees(on, off, { feature, on: domainOf([...chosen, feature], rest), off: domainOf(chosen, rest) });
}

/** The template of the objects of one choice of features. */
export function treeOfChoice(group: ObjectGroup, sample: Sample, choice: Choice): Tree {
  const { config, objects } = (group.make ?? sampleObjects)(sample, choice);
  return treeOf(objects.filter(group.isMember), group.slots(sample, config));
}
