import type { Config } from '../../../config/types';
import type { Finding } from '../finding';

export const INSTALL_AZURE_CLI = 'https://learn.microsoft.com/cli/azure/install-azure-cli';

/** What a deploy needs to sign in to Azure: the finding if it is missing. */
export const MISSING = {
  azureCli: {
    finding: 'the Azure CLI is missing',
    advice: `install it from ${INSTALL_AZURE_CLI}`,
  },
  signIn: { finding: 'the Azure CLI is not signed in', advice: 'run az login' },
  kubelogin: {
    finding: 'kubelogin is missing, which signs in to the cluster',
    advice: 'az aks install-cli installs it, or set cluster.localAccounts',
  },
  subscription: {
    finding: 'no subscription is named',
    advice: 'set subscriptionId in the config, or export ARM_SUBSCRIPTION_ID=$(az account show --query id --output tsv)',
  },
} as const satisfies Readonly<Record<string, Finding>>;

/** Id of the subscription to deploy to; undefined if neither the config nor the environment names one. */
export const subscriptionOf = ({ subscriptionId }: Pick<Config, 'subscriptionId'>, environment: NodeJS.ProcessEnv): string | undefined =>
  subscriptionId ?? (environment['ARM_SUBSCRIPTION_ID'] || undefined);

/** A subscription, as the Azure CLI shows it. */
export interface Subscription {
  readonly id: string;
  readonly name: string;
}

/**
 * The Azure CLI is set to another subscription than that of the deployment. It may then be signed in to another tenant, or as
 * a user without rights there. Terraform, the build of the image and the sign-in to the cluster all use the Azure CLI.
 */
export function otherSubscription(current: Subscription, wanted: string | undefined): Finding | undefined {
  if (!wanted || current.id.toLowerCase() === wanted.toLowerCase()) return undefined;
  return {
    finding: `the Azure CLI is set to subscription "${current.name}" (${current.id}), and the deployment is for ${wanted}`,
    advice: `run az account set --subscription ${wanted}, or change subscriptionId in the config or ARM_SUBSCRIPTION_ID`,
  };
}

/** Terraform and the image build sign in through the Azure CLI, unless ARM_* variables say otherwise. */
export function needsAzureCli({ image }: Pick<Config, 'image'>, environment: NodeJS.ProcessEnv): boolean {
  return image.kind === 'build' || !environment['ARM_CLIENT_ID'];
}
