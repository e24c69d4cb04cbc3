import type { RunnerPoolConfig } from '../../../../config/types';
import type { RunnerGroup } from '../../../../providers/github/client/rest';
import type { Finding } from '../../../lib/finding';
import type { Check } from '../../check';
import type { GitHubContext } from '../../facts/github/context';
import { unmetIfRefused } from '../../facts/github/errors';
import { outcomeOf, pass } from '../../outcome';

type Context = Pick<GitHubContext, 'config' | 'gitHub' | 'repositories'>;

/** What is known of one runner group. */
interface GroupOutcome {
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly warnings: readonly Finding[];
}

const SETTINGS = 'Settings, Actions, Runner groups';

/** A runner group says which repositories may use the runners. */
export const runnerGroups: Check<Context> = {
  id: 'runner-groups',
  title: 'Runner groups',
  run: async (context) => {
    const { config, gitHub } = context;
    if (gitHub().scope.kind === 'repository') return pass('not needed: a repository has only the group Default, for itself');
    const names = [...new Map(config.runnerPools.map(({ runnerGroup }) => [runnerGroup.toLowerCase(), runnerGroup])).values()];
    const groups = await Promise.all(names.map((name) => outcomeOfGroup(context, name)));
    const findings = groups.flatMap((group) => group.findings);
    const outcome = outcomeOf([...findings, ...groups.flatMap(({ warnings }) => warnings)], groups.map(({ text }) => text).join('; '));
    return outcome.status === 'fail' && findings.length === 0 ? { ...outcome, status: 'warn' } : outcome;
  },
};

async function outcomeOfGroup(context: Context, name: string): Promise<GroupOutcome> {
  const { config, gitHub } = context;
  const group = await gitHub().rest.findRunnerGroup(name).catch(unmetIfRefused);
  if (group === undefined) return absent(config.runnerPools, name);
  const { names, findings } = await access(context, group);
  return { text: `"${group.name}" for ${names}${workflowsOf(group)}`, findings, warnings: publicWarnings(group) };
}

function absent(runnerPools: readonly RunnerPoolConfig[], name: string): GroupOutcome {
  const users = runnerPools.filter(({ runnerGroup }) => runnerGroup === name).map((entry) => `"${entry.name}"`);
  const finding = `runner group "${name}" of ${users.join(', ')} does not exist, or the credential may not see it`;
  return { text: '', findings: [{ finding, advice: `create it under ${SETTINGS}, or correct runnerPools[].runnerGroup` }], warnings: [] };
}

/** Which repositories may use a group, and which of the wanted ones may not. */
async function access(
  { gitHub, repositories: wanted }: Context,
  group: RunnerGroup,
): Promise<{ readonly names: string; readonly findings: readonly Finding[] }> {
  if (group.visibility !== 'selected')
    return { names: group.visibility === 'private' ? 'private repositories' : 'all repositories', findings: [] };
  const advice = `open the group under ${SETTINGS}, and select the repository`;
  if (gitHub().scope.kind === 'enterprise') return { names: 'selected organisations', findings: [] };
  const names = (await gitHub().rest.repositoriesOf(group.id).catch(unmetIfRefused)).map((repository) => repository.full_name);
  if (names.length === 0) return { names: '', findings: [{ finding: `runner group "${group.name}" is open to no repository`, advice }] };
  const refused = wanted.filter((repository) => !names.some((each) => each.toLowerCase() === repository.toLowerCase()));
  const findings = refused.map((repository) => ({ finding: `runner group "${group.name}" is not open to ${repository}`, advice }));
  return { names: `${names.length} ${names.length === 1 ? 'repository' : 'repositories'}`, findings };
}

const publicWarnings = ({ name, allows_public_repositories: allows }: RunnerGroup): readonly Finding[] =>
  allows
    ? [
        {
          finding: `runner group "${name}" takes jobs of public repositories: anybody can run code in the cluster by a pull request`,
          advice: `switch off "Allow public repositories" under ${SETTINGS}`,
        },
      ]
    : [];

const workflowsOf = ({ restricted_to_workflows: isRestricted, selected_workflows: workflows }: RunnerGroup): string =>
  isRestricted ? `, and only for ${workflows.join(', ') || 'no workflow'}` : '';
