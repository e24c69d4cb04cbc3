import { readFile } from 'node:fs/promises';
import { parseScope } from '../../config/github-scope';
import { reason } from '../../lib/reason';
import { ServiceError } from '../../providers/contract/service-error';
import type { Credential } from '../../providers/github/client/types';
import type { Log } from '../process/log';
import type { InputReader } from './input-reader';

/** How this program signs in to GitHub. The secret itself is in a file, because a mounted file follows a change of its Secret. */
export type GitHubCredential =
  | { readonly kind: 'app'; readonly clientId: string; readonly installationId: number; readonly keyFile: string }
  | { readonly kind: 'pat'; readonly tokenFile: string };

export interface GitHubSettings {
  /** URL of the organisation, repository or enterprise, without a trailing slash. */
  readonly url: string;
  readonly credential: GitHubCredential;
}

/** What an HTTP header can carry. No token of GitHub has other characters. */
const TOKEN = /^[\x21-\x7e]+$/;

/** Whether this container belongs to GitHub. Every container of a runner pod has the variable, also the one without a credential. */
export const isForGitHub = (input: InputReader): boolean => input.text('AZP_GITHUB_URL', '') !== '';

/** Undefined if AZP_GITHUB_URL is not set. */
export function readGitHub(input: InputReader): GitHubSettings | undefined {
  if (!isForGitHub(input)) return undefined;
  return { url: readUrl(input), credential: readCredential(input) };
}

function readUrl(input: InputReader): string {
  const url = input.text('AZP_GITHUB_URL', '');
  const scope = parseScope(url);
  if ('configUrl' in scope) return scope.configUrl;
  // Without the value, which may hold a password.
  input.wrong(`AZP_GITHUB_URL ${scope.problem}: ${scope.remedy}`);
  return url;
}

/** Uses the first credential that is set: token file, then key file of a GitHub App. */
function readCredential(input: InputReader): GitHubCredential {
  const tokenFile = input.text('AZP_GITHUB_TOKEN_FILE', '');
  if (tokenFile !== '') return { kind: 'pat', tokenFile };
  const app = { clientId: input.text('AZP_GITHUB_CLIENT_ID', ''), keyFile: input.text('AZP_GITHUB_KEY_FILE', '') };
  if (app.clientId === '' && app.keyFile === '') {
    input.missing('AZP_GITHUB_KEY_FILE (a file with the private key of a GitHub App) or AZP_GITHUB_TOKEN_FILE');
    return { kind: 'pat', tokenFile };
  }
  if (app.clientId === '') input.missing('AZP_GITHUB_CLIENT_ID');
  if (app.keyFile === '') input.missing('AZP_GITHUB_KEY_FILE');
  return { kind: 'app', ...app, installationId: readInstallationId(input) };
}

function readInstallationId(input: InputReader): number {
  const text = input.text('AZP_GITHUB_INSTALLATION_ID', '');
  if (text === '') input.missing('AZP_GITHUB_INSTALLATION_ID');
  else if (!/^[1-9]\d{0,15}$/.test(text)) {
    input.wrong(`AZP_GITHUB_INSTALLATION_ID must be the number at the end of the installation's URL, got "${text}"`);
  }
  return Number(text);
}

/**
 * Reads the secret each time it is called, so that a rotated one is used without a restart, and hides it from the log.
 * The source throws ServiceError `signIn` if the file cannot be used. The message never has the content.
 */
export function credentialSource({ credential }: GitHubSettings, log: Pick<Log, 'hide'>): () => Promise<Credential> {
  return async () => {
    if (credential.kind === 'pat') return { kind: 'pat', token: await readToken(credential.tokenFile, log) };
    const { clientId, installationId, keyFile } = credential;
    return { kind: 'app', clientId, installationId, privateKey: await readPrivateKey(keyFile, log) };
  };
}

async function readToken(file: string, log: Pick<Log, 'hide'>): Promise<string> {
  const token = await readSecret({ file, what: 'token', variable: 'AZP_GITHUB_TOKEN_FILE' }, log);
  if (!TOKEN.test(token))
    throw unusable(`the token file ${file} has blanks or line breaks inside: put one token into it, and nothing more`);
  return token;
}

async function readPrivateKey(file: string, log: Pick<Log, 'hide'>): Promise<string> {
  const key = await readSecret({ file, what: 'key', variable: 'AZP_GITHUB_KEY_FILE' }, log);
  if (!(await isRsaKey(key))) {
    throw unusable(
      `the key file ${file} has no RSA private key in PEM format: put the .pem file into it that GitHub generated for the App`,
    );
  }
  return key;
}

async function isRsaKey(text: string): Promise<boolean> {
  // Loaded only here: every agent reads its settings with this file.
  const { createPrivateKey } = await import('node:crypto');
  try {
    return createPrivateKey(text).asymmetricKeyType === 'rsa';
  } catch {
    // The message of the error may quote the content.
    return false;
  }
}

interface SecretFile {
  readonly file: string;
  readonly what: 'token' | 'key';
  readonly variable: string;
}

async function readSecret({ file, what, variable }: SecretFile, log: Pick<Log, 'hide'>): Promise<string> {
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw unusable(`cannot read the ${what} file ${file}: ${reason(cause)}; mount it, or change ${variable}`);
  });
  const secret = content.trim();
  if (secret === '') throw unusable(`the ${what} file ${file} is empty: put the ${what} into it`);
  log.hide(secret);
  return secret;
}

const unusable = (message: string) => new ServiceError(message, { fault: 'signIn' });
