import { below } from '../problems/problem';
import type { PartialRunnerPool } from '../types';
import { eachRunnerPool } from './each-entry';
import { kindOf } from './github-url';
import type { Rule } from './rule';

/** KEDA's own scaler for GitHub knows no runner scale sets, so only the scaler of this project can count their jobs. */
export const runnerTriggerRule: Rule = ({ keda, runnerPools = [] }) => {
  if (keda?.trigger !== 'azure-pipelines' || runnerPools.length === 0) return [];
  return [
    {
      path: 'keda.trigger',
      rule: 'must be "metrics-api" with runnerPools, whose jobs only the scaler of this project counts',
      value: keda.trigger,
      remedy: 'leave it out, or give the runner pools a deployment of their own',
    },
  ];
};

/**
 * GitHub has one scale set of a name in a runner group. Two entries would change it back and forth, and only one would get its jobs. It is
 * not documented whether names that differ only in case are the same, so they are refused too.
 */
export const scaleSetUniqueRule: Rule = ({ runnerPools }) =>
  eachRunnerPool(runnerPools, (entry, path, index) => {
    const key = scaleSetKey(entry);
    if (key === undefined) return [];
    const first = (runnerPools ?? []).findIndex((other) => other !== undefined && scaleSetKey(other) === key);
    if (first === index) return [];
    const name = scaleSetOf(entry);
    return [
      {
        path: below(path, 'scaleSet' in entry ? 'scaleSet' : 'name'),
        rule: `must be unique in the runner group "${entry.runnerGroup}", but runnerPools[${first}] has a scale set of this name too`,
        value: name,
        remedy: 'give each entry a scale set of its own, with a name that differs by more than case',
      },
    ];
  });

/** A label that is listed twice is a mistake: GitHub compares labels without regard to case. */
export const labelsUniqueRule: Rule = ({ runnerPools }) =>
  eachRunnerPool(runnerPools, ({ labels = [] }, path) =>
    labels.flatMap((label, index) => {
      const first = labels.findIndex((other) => other.toLowerCase() === label.toLowerCase());
      if (first === index) return [];
      const rule = `must differ from "${labels[first]}" by more than case`;
      return [{ path: below(path, 'labels', index), rule, value: label, remedy: 'remove one of the two' }];
    }),
  );

/** Only organisations and enterprises have runner groups. */
export const runnerGroupRule: Rule = ({ gitHub, runnerPools }) => {
  if (kindOf(gitHub?.url) !== 'repository') return [];
  return eachRunnerPool(runnerPools, ({ runnerGroup }, path) => {
    if (runnerGroup === undefined || isDefaultGroup(runnerGroup)) return [];
    return [
      {
        path: below(path, 'runnerGroup'),
        rule: 'must be left out for a repository, which has no runner groups',
        value: runnerGroup,
        remedy: 'leave it out, or set gitHub.url to the organisation',
      },
    ];
  });
};

const isDefaultGroup = (group: string): boolean => group.toLowerCase() === 'default';

/** The name of an entry's scale set; undefined if the option is invalid. */
const scaleSetOf = (entry: PartialRunnerPool): string | undefined => ('scaleSet' in entry ? entry.scaleSet : entry.name);

/** A text that is equal for entries with the same scale set; undefined if an option is invalid. */
function scaleSetKey(entry: PartialRunnerPool): string | undefined {
  const name = scaleSetOf(entry);
  return name === undefined || entry.runnerGroup === undefined ? undefined : JSON.stringify([entry.runnerGroup, name]).toLowerCase();
}
