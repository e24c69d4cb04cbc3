import { DevOpsError } from '../../../../providers/azure-devops/client/error';
import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { isRefusal } from '../../facts/devops';
import { fail, type Outcome, pass, Unmet } from '../../outcome';
import { uniquePools } from './unique-pools';

/** Projects that are asked about when none is named: each costs a request for each agent pool. */
const MOST = 20;
const ADVICE = 'in the project: Project settings, Agent pools, Add agent pool, Existing';

interface Use {
  readonly pool: string;
  readonly allowed: readonly string[];
  readonly refused: readonly string[];
}

export const projects: Check<Pick<DoctorContext, 'devops' | 'projects'>> = {
  id: 'projects',
  title: 'Projects may use the agent pools',
  phase: 'before',
  run: async ({ devops, projects: named }) => {
    const pools = uniquePools(await devops.foundPools());
    const asked = named.length > 0 ? named : await visibleProjects(devops);
    const uses = await Promise.all(pools.map(({ name }) => useOf(devops, name, asked)));
    return named.length > 0 ? ofNamed(uses) : ofVisible(uses);
  },
};

async function visibleProjects({ organization }: DoctorContext['devops']): Promise<readonly string[]> {
  const found = await organization.projects().catch((error: unknown) => {
    if (isRefusal(error)) throw new Unmet('the token may not list projects (scope Project and Team (Read)): name them with --project NAME');
    throw error;
  });
  if (found.length === 0) throw new Unmet('no project is visible to the identity: name them with --project NAME');
  return found.slice(0, MOST).map(({ name }) => name);
}

async function useOf({ organization }: DoctorContext['devops'], pool: string, asked: readonly string[]): Promise<Use> {
  const answers = await Promise.all(asked.map(async (project) => ({ project, may: await mayUse(organization, project, pool) })));
  const names = (wanted: boolean) => answers.filter(({ may }) => may === wanted).map(({ project }) => project);
  return { pool, allowed: names(true), refused: names(false) };
}

/** A project that is not there, or not visible, may use nothing. */
async function mayUse(organization: DoctorContext['devops']['organization'], project: string, pool: string): Promise<boolean> {
  return organization.mayUse(project, pool).catch((error: unknown) => {
    if (error instanceof DevOpsError && error.fault === 'absent') return false;
    throw error;
  });
}

function ofNamed(uses: readonly Use[]): Outcome {
  const refused = uses.filter((use) => use.refused.length > 0);
  if (refused.length === 0) return pass(described(uses));
  const finding = refused.map(
    ({ pool, refused: names }) => `agent pool "${pool}" may not be used in ${names.join(', ')}, if there is such a project`,
  );
  return fail(finding.join('; '), ADVICE);
}

function ofVisible(uses: readonly Use[]): Outcome {
  const idle = uses.filter(({ allowed }) => allowed.length === 0);
  if (idle.length === 0) return pass(described(uses));
  return fail(idle.map(({ pool, refused }) => `agent pool "${pool}" may be used in none of ${refused.join(', ')}`).join('; '), ADVICE);
}

const described = (uses: readonly Use[]): string => uses.map(({ pool, allowed }) => `"${pool}" in ${allowed.join(', ')}`).join('; ');
