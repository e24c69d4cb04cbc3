import { gitHubOf } from '../../../config/services';
import type { Config, GitHubConfig } from '../../../config/types';
import { GitHubError } from '../../../providers/github/client/error';
import type { Credential, GitHubConnection } from '../../../providers/github/client/types';
import type { Finding } from '../finding';
import { checkSafeUrl } from '../safe-url';
import { credentialFindings, GITHUB_VARIABLES, secretSource } from './requirements';

/** The same fields as in the program of the pods (agent/github/service.ts). */
const USER_AGENT = JSON.stringify({ system: 'azure-pipelines-agents-aks', subsystem: 'operate', kind: 'scaleset' });

/** What the operator's commands sign in to GitHub with, without the secret itself. */
export interface CredentialFacts {
  readonly kind: Credential['kind'];
  /** Where it comes from, for people. */
  readonly source: string;
  /** The Secret of the cluster that the config names in place of a variable. */
  readonly existingSecret: string | undefined;
}

/** There is no usable key or token to sign in to GitHub with. */
export class NoCredential extends GitHubError {
  readonly finding: string;
  readonly advice: string;

  constructor({ finding, advice }: Finding) {
    super(`there is no credential for GitHub: ${finding}: ${advice}`, { fault: 'signIn' });
    this.finding = finding;
    this.advice = advice;
  }
}

export function credentialFacts({ auth }: Pick<GitHubConfig, 'auth'>): CredentialFacts {
  const source = secretSource(auth);
  return {
    kind: auth.kind,
    source: `the ${auth.kind === 'app' ? 'private key' : 'token'} in ${GITHUB_VARIABLES[auth.kind]}`,
    existingSecret: source.kind === 'existing' ? source.secret : undefined,
  };
}

/**
 * A connection with the key or the token of the deployment, which the environment has. A Secret that the config names is not read.
 * @param url in place of the config's @throws UsageError for a URL to which the credential would be sent in clear text over a network
 */
export function gitHubConnection(
  config: Pick<Config, 'gitHub'>,
  url: string | undefined,
  environment: NodeJS.ProcessEnv,
): GitHubConnection {
  const gitHub = gitHubOf(config);
  if (url !== undefined) checkSafeUrl('--github-url', url);
  return { url: url ?? gitHub.url, userAgent: USER_AGENT, credential: async () => credential(gitHub, environment) };
}

/** @throws NoCredential */
function credential(gitHub: GitHubConfig, environment: NodeJS.ProcessEnv): Credential {
  const { auth } = gitHub;
  const [missing] = credentialFindings(auth.kind, environment);
  if (missing !== undefined) throw new NoCredential(withSecret(missing, credentialFacts(gitHub).existingSecret));
  const value = environment[GITHUB_VARIABLES[auth.kind]]?.trim() ?? '';
  if (auth.kind === 'pat') return { kind: 'pat', token: value };
  return { kind: 'app', clientId: auth.clientId, installationId: auth.installationId, privateKey: value };
}

const withSecret = ({ finding, advice }: Finding, secret: string | undefined): Finding =>
  secret === undefined
    ? { finding, advice }
    : { finding: `${finding}, and the content of Secret ${secret} is not read`, advice: `to check GitHub, ${advice}` };
