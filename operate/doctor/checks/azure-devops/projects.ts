import { DevOpsError } from '../../../../providers/azure-devops/client/error';
import type { Check } from '../../check';
import { uniquePools } from '../../facts/azure-devops/agent-pools';
import type { AzureDevOpsContext } from '../../facts/azure-devops/context';
import { isRefusal } from '../../facts/azure-devops/errors';
import { fail, type Outcome, pass, Unmet } from '../../outcome';

/** How many projects are checked if none is named: each costs one request for each agent pool. */
const MOST = 20;
const ADVICE = 'add it in the project: Project settings, Agent pools, Add agent pool, Existing';

interface Use {
  readonly pool: string;
  readonly allowed: readonly string[];
  readonly refused: readonly string[];
}

export const projects: Check<Pick<AzureDevOpsContext, 'devops' | 'projects'>> = {
  id: 'projects',
  title: 'Access of projects to the agent pools',
  run: async ({ devops, projects: named }) => {
    const pools = uniquePools(await devops.foundPools());
    const asked = named.length > 0 ? named : await visibleProjects(devops);
    const uses = await Promise.all(pools.map(({ name }) => useOf(devops, name, asked)));
    return named.length > 0 ? ofNamed(uses) : ofVisible(uses);
  },
};

async function visibleProjects({ organization }: AzureDevOpsContext['devops']): Promise<readonly string[]> {
  const found = await organization.projects().catch((error: unknown) => {
    if (isRefusal(error)) throw new Unmet('the token may not list projects (scope Project and Team (Read)): name them with --project NAME');
    throw error;
  });
  if (found.length === 0) throw new Unmet('no project is visible to the identity: name them with --project NAME');
  return found.slice(0, MOST).map(({ name }) => name);
}

async function useOf({ organization }: AzureDevOpsContext['devops'], pool: string, asked: readonly string[]): Promise<Use> {
  const answers = await Promise.all(asked.map(async (project) => ({ project, may: await mayUse(organization, project, pool) })));
  const names = (wanted: boolean) => answers.filter(({ may }) => may === wanted).map(({ project }) => project);
  return { pool, allowed: names(true), refused: names(false) };
}

/** A project that does not exist, or is not visible, counts as one that may not use the agent pool. */
async function mayUse(organization: AzureDevOpsContext['devops']['organization'], project: string, pool: string): Promise<boolean> {
  return organization.mayUse(project, pool).catch((error: unknown) => {
    if (error instanceof DevOpsError && error.fault === 'absent') return false;
    throw error;
  });
}

function ofNamed(uses: readonly Use[]): Outcome {
  const refused = uses.filter((use) => use.refused.length > 0);
  if (refused.length === 0) return pass(described(uses));
  const finding = refused.map(
    ({ pool, refused: names }) => `agent pool "${pool}" may not be used in ${names.join(', ')}, or there is no such project`,
  );
  return fail(finding.join('; '), ADVICE);
}

function ofVisible(uses: readonly Use[]): Outcome {
  const unused = uses.filter(({ allowed }) => allowed.length === 0);
  if (unused.length === 0) return pass(described(uses));
  return fail(unused.map(({ pool, refused }) => `agent pool "${pool}" may not be used in any of ${refused.join(', ')}`).join('; '), ADVICE);
}

const described = (uses: readonly Use[]): string => uses.map(({ pool, allowed }) => `"${pool}" in ${allowed.join(', ')}`).join('; ');
