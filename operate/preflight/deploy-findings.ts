import type { Config } from '../../config/types';
import { azureDevOpsFindings } from '../lib/azure-devops/requirements';
import type { Finding } from '../lib/finding';
import { gitHubFindings } from '../lib/github/requirements';
import { MISSING, needsAzureCli, otherSubscription, type Subscription, subscriptionOf } from '../lib/requirements/azure';
import { TERRAFORM_VERSION_ARGS, terraformFinding, terraformProgram, withTofu } from '../lib/requirements/terraform';

/** The machine that a deploy runs on. */
export interface Workstation {
  readonly environment: NodeJS.ProcessEnv;
  /** Output of a program; undefined if it is missing or fails. */
  readonly run: (command: string, args: readonly string[]) => string | undefined;
}

/** Everything that a deploy lacks on a workstation. */
export function deployFindings(config: Config, { environment, run }: Workstation): readonly Finding[] {
  const subscription = subscriptionOf(config, environment);
  const findings: readonly (Finding | false | undefined)[] = [
    programFinding({ environment, run }),
    needsAzureCli(config, environment) && azureCliFinding(run, subscription),
    !config.cluster.localAccounts && run('kubelogin', ['--version']) === undefined && MISSING.kubelogin,
    subscription === undefined && MISSING.subscription,
    ...azureDevOpsFindings(config, environment),
    ...gitHubFindings(config, environment),
  ];
  return findings.filter((finding) => finding !== undefined && finding !== false);
}

/** A message that lists findings; `work` is what would fail: "deploy", "destroy" or "plan". */
export const wouldFail = (work: string, findings: readonly Finding[]): string =>
  [`This ${work} would fail:`, ...findings.map(({ finding, advice }) => `- ${finding}: ${advice}`)].join('\n');

function programFinding({ environment, run }: Workstation): Finding | undefined {
  const program = terraformProgram(environment);
  const finding = terraformFinding(program, run(program, TERRAFORM_VERSION_ARGS));
  return finding && withTofu(finding, program === 'terraform' ? run('tofu', TERRAFORM_VERSION_ARGS) : undefined);
}

function azureCliFinding(run: Workstation['run'], subscription: string | undefined): Finding | undefined {
  if (run('az', ['version']) === undefined) return MISSING.azureCli;
  const output = run('az', ['account', 'show', '--output', 'json']);
  if (output === undefined) return MISSING.signIn;
  const current = subscriptionIn(output);
  return current && otherSubscription(current, subscription);
}

/** The subscription in the output of `az account show`; undefined for an account that has none. */
function subscriptionIn(output: string): Subscription | undefined {
  try {
    const { id, name = '' } = JSON.parse(output) as Partial<Subscription>;
    return id === undefined ? undefined : { id, name };
  } catch {
    return undefined;
  }
}
