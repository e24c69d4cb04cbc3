import type { Config } from '../../../../config/types';
import { DevOpsError } from '../../../../providers/azure-devops/client/error';
import { deployFaults } from '../../../preflight/deploy-faults';
import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { devopsWords, isRefusal } from '../../facts/devops';
import { tokenFacts } from '../../facts/token';
import { fail, pass, skip } from '../../outcome';

const MAKE_ONE =
  'make a new token under User settings, Personal access tokens, with the scope Agent Pools (Read & manage), and export it as TF_VAR_azp_token';

export const devopsToken: Check<Pick<DoctorContext, 'config' | 'environment' | 'devops' | 'names'>> = {
  id: 'devops-token',
  title: 'Azure DevOps accepts the token',
  phase: 'before',
  run: async ({ config, environment, devops, names }) => {
    const { source, hasScopes, isDeployed } = tokenFacts(config, environment);
    if (config.azureDevOps.auth.kind === 'pat' && !isDeployed) return fail(deployFaults.noToken.finding, deployFaults.noToken.advice);
    try {
      const { providerDisplayName, id } = await devops.identity();
      return pass(`${source} is accepted, as ${providerDisplayName || id}${otherIdentity(config, names.identity)}`);
    } catch (error) {
      if (!(error instanceof DevOpsError)) throw error;
      if (!isRefusal(error)) return skip('Azure DevOps gives no answer, see the check "organization"');
      const reads = await devops.agentPools().then(
        () => true,
        () => false,
      );
      if (reads) return pass(`${source} is accepted for agent pools; its scope is too narrow to tell whose it is`);
      return fail(`${source} is refused: ${devopsWords(error)}`, hasScopes ? MAKE_ONE : 'run az login as a user of the organisation');
    }
  },
};

/** With workload identity the deployment's own identity comes into being with the platform stack. */
const otherIdentity = ({ azureDevOps: { auth } }: Config, identity: string): string =>
  auth.kind === 'workloadIdentity' ? `; agents will sign in as ${identity}, whose rights these checks can't prove` : '';
