import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `.runner`: settings of the runner (actions/runner, ConfigurationStore.cs). In a JIT configuration, all values are strings. */
export interface RunnerFile {
  readonly AgentId: string;
  readonly AgentName: string;
  readonly PoolId: string;
  readonly PoolName: string;
  readonly DisableUpdate: string;
  readonly Ephemeral: string;
  readonly ServerUrl: string;
  /** With a trailing slash. */
  readonly ServerUrlV2: string;
  readonly UseV2Flow: string;
  readonly WorkFolder: string;
  readonly GitHubUrl: string;
}

/** `.credentials`: where the listener requests its tokens (OAuthCredential.cs). */
export interface CredentialsFile {
  readonly Scheme: 'OAuth';
  readonly Data: { readonly ClientId: string; readonly AuthorizationUrl: string; readonly RequireFipsCryptography: string };
}

/** `.credentials_rsaparams`: the runner's private key, its numbers in base64. */
export interface RsaParameters {
  readonly d: string;
  readonly dp: string;
  readonly dq: string;
  readonly exponent: string;
  readonly inverseQ: string;
  readonly modulus: string;
  readonly p: string;
  readonly q: string;
}

interface FileContents {
  '.runner': RunnerFile;
  '.credentials': CredentialsFile;
  '.credentials_rsaparams': RsaParameters;
}

const NAMES: readonly (keyof FileContents)[] = ['.credentials', '.credentials_rsaparams', '.runner'];

/** The files in the runner's folder that a JIT configuration has and the listener reads. */
export class RunnerFiles {
  readonly home: string;

  constructor(home: string) {
    this.home = home;
  }

  get isConfigured(): boolean {
    return existsSync(join(this.home, '.runner'));
  }

  /** @throws if the file is missing or is not JSON */
  read<Name extends keyof FileContents>(name: Name): FileContents[Name] {
    return JSON.parse(readFileSync(join(this.home, name), 'utf8').replace(/^\uFEFF/, ''));
  }

  /** Writes the files of a JIT configuration, whatever their names (Runner.cs). @throws if it is not base64 of JSON, or the folder is read-only */
  writeJitConfig(encoded: string): void {
    const files: Record<string, string> = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(this.home, name), Buffer.from(content, 'base64'));
  }

  /** Deletes the files after the job of an ephemeral runner. Returns the names of those that there were. */
  removeAll(): readonly string[] {
    const present = NAMES.filter((name) => existsSync(join(this.home, name)));
    for (const name of present) rmSync(join(this.home, name));
    return present;
  }
}
