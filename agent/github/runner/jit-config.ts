import * as z from 'zod/mini';
import { CredentialError, credentialScheme, fieldsOf } from '../../handover/credential-files';
import { RUNNER_FILES, type RunnerFiles } from './runner-files';

/** A real one has some five thousand characters. The files must fit into the handover folder, which is in memory. */
const MAX_CHARACTERS = 64 * 1024;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const encodedFiles = z.strictObject({ '.runner': z.string(), '.credentials': z.string(), '.credentials_rsaparams': z.string() });

/**
 * Decodes a JIT configuration: base64 of a JSON object with the base64 of each file (actions/runner, Runner.cs). It is decoded
 * here, in the container that no job reaches, and only the three known files are accepted: the runner would write whatever file
 * it names into its own folder.
 *
 * @throws CredentialError, without the content
 */
export function decodeJitConfig(encoded: string): RunnerFiles {
  const json = z.safeParse(encodedFiles, parseJson(decodeBase64(encoded, 'it').toString('utf8')));
  if (!json.success) throw unusable(`it must have exactly the files ${RUNNER_FILES.join(', ')}`);
  const files: RunnerFiles = {
    '.runner': decodeBase64(json.data['.runner'], '.runner'),
    '.credentials': decodeBase64(json.data['.credentials'], '.credentials'),
    '.credentials_rsaparams': decodeBase64(json.data['.credentials_rsaparams'], '.credentials_rsaparams'),
  };
  for (const name of RUNNER_FILES) if (fieldsOf(files[name].toString('utf8')) === undefined) throw unusable(`${name} is no JSON object`);
  requireOneJob(files['.runner'].toString('utf8'));
  requireOwnKey(files['.credentials'].toString('utf8'));
  return files;
}

/**
 * Makes sure that the runner takes one job. GitHub ends the registration of an ephemeral runner with its job, and only such a
 * runner ends by itself after it (Runner.cs). Values may be texts: "True".
 */
function requireOneJob(settings: string): void {
  if (String(fieldsOf(settings)?.get('ephemeral')).toLowerCase() === 'true') return;
  throw unusable('.runner has no "Ephemeral": true, so the runner would wait for another job after its first');
}

/** Makes sure that the runner signs in with a key of its own, which is worth nothing after its job. */
function requireOwnKey(credentials: string): void {
  const scheme = credentialScheme(credentials);
  if (scheme?.toLowerCase() === 'oauth') return;
  throw unusable(`.credentials has ${scheme === undefined ? 'no scheme' : `the scheme "${scheme.slice(0, 40)}"`}, expected "OAuth"`);
}

/** Node.js skips characters that are not base64, so they are looked for first. */
function decodeBase64(text: string, what: string): Buffer {
  if (text.length > MAX_CHARACTERS) throw unusable(`${what} has ${text.length} characters, at most ${MAX_CHARACTERS} are expected`);
  if (text === '' || !BASE64.test(text)) throw unusable(`${what} is not base64`);
  return Buffer.from(text, 'base64');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The message of the error quotes the content.
    return undefined;
  }
}

const unusable = (what: string) =>
  new CredentialError(
    `GitHub gave a JIT configuration that cannot be used: ${what}; check whether a proxy changes the answer, and whether a newer version of this project knows the runner's new format`,
  );
