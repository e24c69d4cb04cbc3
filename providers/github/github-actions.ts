import type { EnvVar, VolumeMount } from 'kubernetes-types/core/v1';
import { GITHUB_CREDENTIAL_KEYS } from '../../config/pod-contract';
import type { PodObjects, ScalerAccess, SignIn } from '../contract/pod-objects';

/** How runners and the scaler sign in to GitHub. The Secret is in the namespace of the runners. */
export type RunnerCredentials =
  | {
      readonly kind: 'app';
      /** Client id of the GitHub App. */
      readonly clientId: string;
      /** Id of its installation in the organisation or repository. */
      readonly installationId: number;
      /** Secret that holds the private key of the App under the key `private-key`. */
      readonly secretName: string;
    }
  | {
      readonly kind: 'pat';
      /** Secret that holds the personal access token under the key `token`. */
      readonly secretName: string;
      /** Day on which the token expires, like 2027-03-01. @default - not known */
      readonly expiresOn?: string | undefined;
    };

/** A runner scale set of GitHub, and how to sign in to it. */
export interface GitHubRunnersProps {
  /** URL of the organisation, repository or enterprise, without a trailing slash. */
  readonly url: string;
  /** Name of the runner scale set. */
  readonly scaleSet: string;
  /** Name of its runner group. */
  readonly runnerGroup: string;
  readonly credentials: RunnerCredentials;
}

const CREDENTIAL: VolumeMount = { name: 'github', mountPath: '/var/run/secrets/github', readOnly: true };

/**
 * Runners that run jobs of GitHub Actions.
 *
 * @example
 * gitHubRunners({
 *   url: 'https://github.com/contoso',
 *   scaleSet: 'gh-linux',
 *   runnerGroup: 'Default',
 *   credentials: { kind: 'app', clientId: 'Iv23liExample', installationId: 12345, secretName: 'github-credential' },
 * });
 */
export function gitHubRunners({ url, scaleSet, runnerGroup, credentials }: GitHubRunnersProps): PodObjects {
  return {
    connection: [serviceUrl(url), { name: 'AZP_SCALE_SET', value: scaleSet }, { name: 'AZP_RUNNER_GROUP', value: runnerGroup }],
    signIn: signIn(credentials),
  };
}

/**
 * How the scaler signs in to GitHub. It has the URL and the credential, and no runner scale set of its own. It exposes the day on
 * which a token expires: runners have no placeholder that would do so.
 *
 * @example
 * gitHubScaler({
 *   url: 'https://github.com/contoso',
 *   credentials: { kind: 'app', clientId: 'Iv23liExample', installationId: 12345, secretName: 'github-credential' },
 * });
 */
export function gitHubScaler({ url, credentials }: Pick<GitHubRunnersProps, 'url' | 'credentials'>): ScalerAccess {
  const provided = signIn(credentials);
  const expiry = provided.expiresOn === undefined ? [] : [{ name: 'AZP_GITHUB_TOKEN_EXPIRES', value: provided.expiresOn }];
  return { connection: [serviceUrl(url)], signIn: { ...provided, env: [...provided.env, ...expiry] } };
}

const serviceUrl = (url: string): EnvVar => ({ name: 'AZP_GITHUB_URL', value: url });

function signIn(credentials: RunnerCredentials): SignIn {
  const key = GITHUB_CREDENTIAL_KEYS[credentials.kind];
  return {
    env: credentialVariables(credentials, `${CREDENTIAL.mountPath}/${key}`),
    volumeMounts: [CREDENTIAL],
    // Only this key, whatever else an existing Secret holds. Readable by the group of the pod's user.
    volumes: [{ name: CREDENTIAL.name, secret: { secretName: credentials.secretName, items: [{ key, path: key }], defaultMode: 0o440 } }],
    podLabels: {},
    skipAnnotation: undefined,
    expiresOn: credentials.kind === 'pat' ? credentials.expiresOn : undefined,
  };
}

function credentialVariables(credentials: RunnerCredentials, file: string): readonly EnvVar[] {
  if (credentials.kind === 'pat') return [{ name: 'AZP_GITHUB_TOKEN_FILE', value: file }];
  return [
    { name: 'AZP_GITHUB_CLIENT_ID', value: credentials.clientId },
    { name: 'AZP_GITHUB_INSTALLATION_ID', value: `${credentials.installationId}` },
    { name: 'AZP_GITHUB_KEY_FILE', value: file },
  ];
}
