import { FIXED_NAMES } from '../config/names';

/** What the remedies of alerts say that depends on how the agents were installed. Most are parts of sentences. */
export interface Installation {
  /** Namespace of the agents. */
  readonly namespace: string;
  readonly kedaNamespace: string;
  /** The option with KEDA's timeout. */
  readonly kedaTimeout: string;
  /** What limits the number of nodes. */
  readonly nodeLimit: string;
  /** What makes a new token or key take effect. */
  readonly renewAzureDevOpsToken: string;
  readonly renewGitHubCredential: string;
  /** Sentences: what to do before a token expires. */
  readonly replaceAzureDevOpsToken: string;
  readonly replaceGitHubToken: string;
  /** A sentence: how to get an image with new packages. */
  readonly renewImage: string;
}

/** The stacks of this project. Names stay to be filled in. */
export const BY_TERRAFORM: Installation = {
  namespace: '<name>-agents',
  kedaNamespace: FIXED_NAMES.kedaNamespace,
  kedaTimeout: 'keda.httpTimeoutSeconds',
  nodeLimit: 'maxNodes',
  renewAzureDevOpsToken: 'raise azureDevOps.auth.revision',
  renewGitHubCredential: 'raise its revision in gitHub.auth',
  replaceAzureDevOpsToken:
    'Make a new one, put it into TF_VAR_azp_token, raise azureDevOps.auth.revision, set azureDevOps.auth.expiresOn, and run npm run deploy.',
  replaceGitHubToken:
    'Make a new one, put it into TF_VAR_github_token and raise gitHub.auth.token.revision, or put it into the Secret that gitHub.auth.token names. Then set gitHub.auth.expiresOn, and run npm run deploy.',
  renewImage: 'Build it again: run the weekly pipeline by hand, or export AGENT_IMAGE_REVISION=$(date --utc +%G-W%V), then npm run deploy.',
};

/** The option of KEDA's chart with its timeout. */
const CHART_TIMEOUT = 'http.timeout in the values of its chart';

/** The stacks of this project, with the KEDA of somebody else. @param kedaNamespace the namespace of KEDA */
export const withExistingKeda = (kedaNamespace: string): Installation => ({ ...BY_TERRAFORM, kedaNamespace, kedaTimeout: CHART_TIMEOUT });

/** The Helm chart. */
export const byChart = (namespaces: Pick<Installation, 'namespace' | 'kedaNamespace'>): Installation => ({
  ...namespaces,
  kedaTimeout: CHART_TIMEOUT,
  nodeLimit: 'the nodes of the cluster',
  renewAzureDevOpsToken: 'put it into the Secret that azureDevOps.auth.token names',
  renewGitHubCredential: 'put it into the Secret that gitHub.auth names',
  replaceAzureDevOpsToken:
    'Make a new one, put it into the Secret that azureDevOps.auth.token names, set azureDevOps.auth.expiresOn in the values, and upgrade the release.',
  replaceGitHubToken:
    'Make a new one, put it into the Secret that gitHub.auth.token names, set gitHub.auth.expiresOn in the values, and upgrade the release.',
  renewImage: 'Upgrade to a newer version of the chart, or build an image of your own again and name it in image.reference.',
});
