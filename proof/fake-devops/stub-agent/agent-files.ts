import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `.agent`: settings of the agent (azure-pipelines-agent, ConfigurationStore.cs, AgentSettings). */
export interface AgentSettings {
  readonly acceptTeeEula?: boolean;
  readonly agentId: number;
  readonly agentName: string;
  readonly disableLogUploads?: boolean;
  readonly poolId: number;
  readonly poolName: string;
  /** Without a trailing slash. */
  readonly serverUrl: string;
  readonly workFolder: string;
}

/** `.credentials` of an agent with a key of its own: where the listener requests its tokens. */
export interface OAuthCredentials {
  readonly scheme: 'OAuth';
  readonly data: { readonly clientId: string; readonly authorizationUrl: string; readonly oauthEndpointUrl: string };
}

/** `.credentials`; with the scheme PAT, `token` is the token that registered the agent. */
export type Credentials = OAuthCredentials | { readonly scheme: 'PAT'; readonly data: { readonly token: string } };

/** `.credentials_rsaparams`: the agent's private key, its numbers in base64 (IRSAKeyManager.cs, RSAParametersSerializable). */
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
  '.agent': AgentSettings;
  '.credentials': Credentials;
  '.credentials_rsaparams': RsaParameters;
}

/** The files in the agent's folder that config.sh writes and the listener reads. */
export class AgentFiles {
  readonly home: string;

  constructor(home: string) {
    this.home = home;
  }

  has(name: keyof FileContents): boolean {
    return existsSync(join(this.home, name));
  }

  /** @throws if the file is missing or is not JSON */
  read<Name extends keyof FileContents>(name: Name): FileContents[Name] {
    return JSON.parse(readFileSync(join(this.home, name), 'utf8').replace(/^\uFEFF/, ''));
  }

  /** Writes like the agent: indented JSON with a byte order mark. Only its owner can read the key (RSAFileKeyManager.cs). */
  write<Name extends keyof FileContents>(name: Name, content: FileContents[Name]): void {
    const file = join(this.home, name);
    writeFileSync(file, `\uFEFF${JSON.stringify(content, null, 2)}`);
    if (name === '.credentials_rsaparams') chmodSync(file, 0o600);
  }

  remove(name: keyof FileContents): void {
    rmSync(join(this.home, name), { force: true });
  }
}
