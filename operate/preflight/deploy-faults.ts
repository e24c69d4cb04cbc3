/** What keeps a deploy from working, and what to do about it. */
export interface DeployFault {
  readonly finding: string;
  readonly advice: string;
}

/**
 * Write-only attributes and ephemeral variables, which keep the token out of state and plan, came to Terraform and to
 * OpenTofu with the same number (opentofu.org/docs/intro/whats-new of 1.11).
 */
const LEAST_TERRAFORM = [1, 11] as const;

/** Programs and settings whose absence is a fault. */
export const deployFaults = {
  noAzureCli: {
    finding: 'the Azure CLI is missing',
    advice: 'install it from https://learn.microsoft.com/cli/azure/install-azure-cli',
  },
  notSignedIn: { finding: 'the Azure CLI is not signed in', advice: 'run az login' },
  noKubelogin: {
    finding: 'kubelogin is missing, which signs in to the cluster',
    advice: 'az aks install-cli installs it, or set cluster.localAccounts',
  },
  noSubscription: {
    finding: 'no subscription is named',
    advice: 'set subscriptionId in the config, or export ARM_SUBSCRIPTION_ID=$(az account show --query id --output tsv)',
  },
  noToken: {
    finding: 'TF_VAR_azp_token is not set',
    advice: 'export it with a personal access token of scope Agent Pools (read, manage)',
  },
  exampleOrganization: {
    finding: 'azureDevOps.organizationUrl is still that of the example',
    advice: 'name your organisation',
  },
} as const satisfies Readonly<Record<string, DeployFault>>;

/** A subscription, as the Azure CLI shows it. */
export interface Subscription {
  readonly id: string;
  readonly name: string;
}

/**
 * The Azure CLI set to another subscription than that of the deployment: it may then be signed in to another tenant, or as
 * somebody without rights there, and Terraform, the build of the image and the sign-in to the cluster all go through it.
 */
export function otherSubscription(current: Subscription, wanted: string | undefined): DeployFault | undefined {
  if (!wanted || current.id.toLowerCase() === wanted.toLowerCase()) return undefined;
  return {
    finding: `the Azure CLI is set to subscription "${current.name}" (${current.id}), and the deployment is for ${wanted}`,
    advice: `run az account set --subscription ${wanted}, or change subscriptionId in the config or ARM_SUBSCRIPTION_ID`,
  };
}

/** Whether the URL of the organisation is the one that the example ships with. */
export const isExampleOrganization = (url: string): boolean => url.endsWith('/your-organisation');

/** The program that cdktf calls: its own variable names it. */
export const terraformProgram = (environment: NodeJS.ProcessEnv): string => environment['TERRAFORM_BINARY_NAME'] || 'terraform';

/** The version in the output of `terraform version -json`; OpenTofu's has the same shape. */
export const terraformVersion = (output: string): string => (JSON.parse(output) as { terraform_version?: string }).terraform_version ?? '';

/** What is wrong with the output of `terraform version -json`, or with there being none. */
export function terraformFault(program: string, output: string | undefined): DeployFault | undefined {
  if (output === undefined)
    return {
      finding: `${program} is missing`,
      advice: 'install version 1.11 or later from https://developer.hashicorp.com/terraform/install',
    };
  const version = terraformVersion(output);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > LEAST_TERRAFORM[0] || (major === LEAST_TERRAFORM[0] && minor >= LEAST_TERRAFORM[1])) return undefined;
  return {
    finding: `${program} ${version} is too old`,
    advice: 'install version 1.11 or later, which keeps the token out of state and plan',
  };
}
