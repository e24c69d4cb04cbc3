import type { Config } from '../../config/types';

/** What a deploy finds on the machine that it runs on. */
export interface Workstation {
  readonly environment: NodeJS.ProcessEnv;
  /** Output of a program; undefined when it is missing or fails. */
  readonly run: (command: string, args: readonly string[]) => string | undefined;
}

/** Write-only attributes and ephemeral variables, which keep the token out of state and plan, came with this version. */
const LEAST_TERRAFORM = [1, 11] as const;

/** Everything that is missing for a deploy, each with its remedy; empty when nothing is. */
export function deployProblems(config: Config, { environment, run }: Workstation): readonly string[] {
  return [
    config.azureDevOps.organizationUrl.endsWith('/your-organisation')
      ? 'azureDevOps.organizationUrl is still that of the example: name your organisation'
      : undefined,
    terraformProblem(run('terraform', ['version', '-json'])),
    azureProblem(config, environment, run),
    config.cluster.localAccounts || run('kubelogin', ['--version']) !== undefined
      ? undefined
      : 'kubelogin is missing, which signs in to the cluster: az aks install-cli installs it, or set cluster.localAccounts',
    config.subscriptionId !== undefined || environment['ARM_SUBSCRIPTION_ID']
      ? undefined
      : 'no subscription is named: set subscriptionId in the config, or export ARM_SUBSCRIPTION_ID=$(az account show --query id --output tsv)',
    config.azureDevOps.auth.kind !== 'pat' || environment['TF_VAR_azp_token']?.trim()
      ? undefined
      : 'TF_VAR_azp_token is not set: export it with a personal access token of scope Agent Pools (read, manage)',
  ].filter((problem) => problem !== undefined);
}

function terraformProblem(output: string | undefined): string | undefined {
  if (output === undefined)
    return 'terraform is missing: install version 1.11 or later from https://developer.hashicorp.com/terraform/install';
  const version = (JSON.parse(output) as { terraform_version?: string }).terraform_version ?? '';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > LEAST_TERRAFORM[0] || (major === LEAST_TERRAFORM[0] && minor >= LEAST_TERRAFORM[1])) return undefined;
  return `terraform ${version} is too old: install version 1.11 or later, which keeps the token out of state and plan`;
}

/** Terraform and the image build sign in through the Azure CLI, unless ARM_* variables say otherwise. */
function azureProblem({ image }: Config, environment: NodeJS.ProcessEnv, run: Workstation['run']): string | undefined {
  const needed = image.kind === 'build' || environment['ARM_CLIENT_ID'] === undefined;
  if (!needed) return undefined;
  if (run('az', ['version']) === undefined)
    return 'the Azure CLI is missing: install it from https://learn.microsoft.com/cli/azure/install-azure-cli';
  return run('az', ['account', 'show']) === undefined ? 'the Azure CLI is not signed in: run az login' : undefined;
}
