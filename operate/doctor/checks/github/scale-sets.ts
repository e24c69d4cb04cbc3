import type { RunnerPoolConfig } from '../../../../config/types';
import type { ScaleSet } from '../../../../providers/github/client/types';
import type { Finding } from '../../../lib/finding';
import type { Remedies } from '../../../lib/remedies';
import type { Check } from '../../check';
import type { GitHubContext } from '../../facts/github/context';
import { unmetIfRefused } from '../../facts/github/errors';
import { type GitHubFacts, scaleSetLabels, scaleSetName } from '../../facts/github/facts';
import { outcomeOf } from '../../outcome';

/** How many other runner groups are searched for a scale set of the same name. Each takes two requests. */
const OTHER_GROUPS = 20;

/** The scaler creates the scale sets when it starts, and sets their labels. */
export const scaleSets: Check<Pick<GitHubContext, 'config' | 'gitHub' | 'remedies'>> = {
  id: 'scale-sets',
  title: 'Scale sets',
  run: async ({ config, gitHub, remedies }) => {
    const facts = gitHub();
    const others = await otherSets(facts, config.runnerPools).catch(unmetIfRefused);
    const found = await Promise.all(config.runnerPools.map((entry) => findScaleSet(facts, entry).catch(unmetIfRefused)));
    const findings = config.runnerPools.flatMap((entry, index) => findingsOf(entry, found[index], remedies));
    const texts = found.flatMap((set) => (set === undefined ? [] : [`"${set.name}" (id ${set.id}) with ${set.labels.join(', ')}`]));
    const outcome = outcomeOf([...findings, ...others], texts.join('; '));
    return outcome.status === 'fail' && findings.length === 0 ? { ...outcome, status: 'warn' } : outcome;
  },
};

async function findScaleSet({ client }: GitHubFacts, entry: RunnerPoolConfig): Promise<ScaleSet | undefined> {
  const groupId = await client.findRunnerGroup(entry.runnerGroup);
  return groupId === undefined ? undefined : client.findScaleSet(groupId, scaleSetName(entry));
}

function findingsOf(entry: RunnerPoolConfig, found: ScaleSet | undefined, { restore }: Remedies): readonly Finding[] {
  const name = scaleSetName(entry);
  if (found === undefined)
    return [
      {
        finding: `scale set "${name}" does not exist in runner group "${entry.runnerGroup}": no job gets a runner`,
        advice: 'the scaler creates it when it starts: see the checks "scaler", "scaler-decisions" and "runner-groups"',
      },
    ];
  const wanted = scaleSetLabels(entry);
  const missing = without(wanted, found.labels);
  const further = without(found.labels, wanted);
  return [
    ...(missing.length === 0
      ? []
      : [
          {
            finding: `scale set "${name}" lacks ${labels(missing)}: jobs that ask for it get no runner`,
            advice: `${restore}. GitHub Enterprise Server before 3.21 takes only the name of the scale set as a label (docs/github.md)`,
          },
        ]),
    ...(further.length === 0
      ? []
      : [
          {
            finding: `scale set "${name}" has ${labels(further)}, which runnerPools[].labels does not name`,
            advice: `${restore}; if that is not enough, another deployment has a runner pool with the same scale set: rename one`,
          },
        ]),
  ];
}

/** Scale sets of the same name in other runner groups: GitHub may give them the jobs. */
async function otherSets({ client, rest, scope }: GitHubFacts, runnerPools: readonly RunnerPoolConfig[]): Promise<readonly Finding[]> {
  if (scope.kind !== 'organisation') return [];
  const groups = (await rest.runnerGroups()).slice(0, OTHER_GROUPS);
  const perGroup = await Promise.all(
    groups.map(async ({ name: group }) => {
      const candidates = runnerPools.filter(({ runnerGroup }) => runnerGroup.toLowerCase() !== group.toLowerCase());
      const ofConfig = candidates.filter((entry) => !isInConfig(runnerPools, group, scaleSetName(entry)));
      const groupId = ofConfig.length === 0 ? undefined : await client.findRunnerGroup(group);
      if (groupId === undefined) return [];
      const names = [...new Set(ofConfig.map(scaleSetName))];
      const sets = await Promise.all(names.map((name) => client.findScaleSet(groupId, name)));
      return sets.flatMap((set) => (set === undefined ? [] : [sameName(set.name, group)]));
    }),
  );
  return perGroup.flat();
}

const sameName = (name: string, group: string): Finding => ({
  finding: `runner group "${group}" has a scale set "${name}" too, and jobs for this name may go there`,
  advice: 'delete it under Settings, Actions, Runners, or give the runner pool another scaleSet',
});

const isInConfig = (runnerPools: readonly RunnerPoolConfig[], group: string, name: string): boolean =>
  runnerPools.some((entry) => entry.runnerGroup.toLowerCase() === group.toLowerCase() && scaleSetName(entry) === name);

/** GitHub compares labels without regard to case. */
function without(all: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others.map((label) => label.toLowerCase()));
  return all.filter((label) => !known.has(label.toLowerCase()));
}

const labels = (names: readonly string[]): string => `${names.length === 1 ? 'the label' : 'the labels'} ${names.join(', ')}`;
