import type { Config } from '../../config/types';
import {
  type DeployFault,
  deployFaults,
  isExampleOrganization,
  otherSubscription,
  type Subscription,
  terraformFault,
  terraformProgram,
} from './deploy-faults';

/** What a deploy finds on the machine that it runs on. */
export interface Workstation {
  readonly environment: NodeJS.ProcessEnv;
  /** Output of a program; undefined when it is missing or fails. */
  readonly run: (command: string, args: readonly string[]) => string | undefined;
}

/** Everything that is missing for a deploy, each with its remedy; empty when nothing is. */
export function deployProblems(config: Config, { environment, run }: Workstation): readonly string[] {
  const terraform = terraformProgram(environment);
  const subscription = config.subscriptionId ?? environment['ARM_SUBSCRIPTION_ID'];
  const faults: readonly (DeployFault | false | undefined)[] = [
    isExampleOrganization(config.azureDevOps.organizationUrl) && deployFaults.exampleOrganization,
    terraformFault(terraform, run(terraform, ['version', '-json'])),
    needsAzureCli(config, environment) && azureFault(run, subscription),
    !config.cluster.localAccounts && run('kubelogin', ['--version']) === undefined && deployFaults.noKubelogin,
    !subscription && deployFaults.noSubscription,
    config.azureDevOps.auth.kind === 'pat' && !environment['TF_VAR_azp_token']?.trim() && deployFaults.noToken,
  ];
  return faults.filter((fault) => fault !== undefined && fault !== false).map(({ finding, advice }) => `${finding}: ${advice}`);
}

/** Terraform and the image build sign in through the Azure CLI, unless ARM_* variables say otherwise. */
export function needsAzureCli({ image }: Pick<Config, 'image'>, environment: NodeJS.ProcessEnv): boolean {
  return image.kind === 'build' || !environment['ARM_CLIENT_ID'];
}

function azureFault(run: Workstation['run'], subscription: string | undefined): DeployFault | undefined {
  if (run('az', ['version']) === undefined) return deployFaults.noAzureCli;
  const shown = run('az', ['account', 'show', '--output', 'json']);
  if (shown === undefined) return deployFaults.notSignedIn;
  const current = accountOf(shown);
  return current && otherSubscription(current, subscription);
}

/** The subscription in the output of `az account show`; undefined when it says none, as some accounts without one do. */
function accountOf(shown: string): Subscription | undefined {
  try {
    const { id, name = '' } = JSON.parse(shown) as Partial<Subscription>;
    return id === undefined ? undefined : { id, name };
  } catch {
    return undefined;
  }
}
