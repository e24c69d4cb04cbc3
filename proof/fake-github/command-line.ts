import { parseArgs } from 'node:util';
import type { Mode } from './state/store';

export const USAGE = `Runs a small GitHub on this machine, to try out runners and KEDA.

  npm run fake-github -- [--port <port>] [--host <address>] [--mode <mode>]
                         [--organisation <name>]... [--repository <name>]...
                         [--group <name>]... [--token <token>]
                         [--app-key <file>]

  --port          port to listen on, default 8091; 0 takes any free port
  --host          address to listen on, default 127.0.0.1; 0.0.0.0 gives access
                  to everyone in the network
  --mode          direct as on github.com, the default, or acquire as on GitHub
                  Enterprise Server
  --organisation  an organisation, default contoso; repeatable
  --repository    a repository such as contoso/app, the default; repeatable
  --group         a runner group of the first organisation, in addition to the
                  default one; repeatable
  --token         the administrator's personal access token, default a random
                  one
  --app-key       creates a GitHub App on the first organisation, and writes its
                  private key to this file
`;

export interface CommandLine {
  readonly port: number;
  readonly host: string;
  readonly mode: Mode;
  readonly organisations: readonly string[];
  /** Undefined for the default repository. */
  readonly repositories: readonly string[] | undefined;
  readonly groups: readonly string[];
  readonly token: string | undefined;
  readonly appKey: string | undefined;
}

/** @throws Error that names the invalid argument */
export function readCommandLine(args: readonly string[]): CommandLine {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: text,
      host: text,
      mode: text,
      token: text,
      'app-key': text,
      organisation: { ...text, multiple: true },
      repository: { ...text, multiple: true },
      group: { ...text, multiple: true },
    },
  });
  const { port = '8091', host = '127.0.0.1', mode = 'direct', organisation = ['contoso'], repository, group = [], token } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error(`--port must be 0 to 65535, got "${port}"`);
  if (mode !== 'direct' && mode !== 'acquire') throw new Error(`--mode must be direct or acquire, got "${mode}"`);
  const wrongName = organisation.find((name) => !/^[\w-]+$/.test(name));
  if (wrongName !== undefined) throw new Error(`--organisation must be a name, got "${wrongName}"`);
  const wrongPath = repository?.find((name) => !/^[\w-]+\/[\w.-]+$/.test(name));
  if (wrongPath !== undefined) throw new Error(`--repository must be an owner and a name, such as contoso/app, got "${wrongPath}"`);
  const names = ['default', ...group.map((name) => name.toLowerCase())];
  const duplicate = group.find((name, index) => names.indexOf(name.toLowerCase()) !== index + 1);
  if (duplicate !== undefined) throw new Error(`--group "${duplicate}" is given twice or is the default group: remove one`);
  if (token === '') throw new Error('--token must not be empty');
  const appKey = values['app-key'];
  return { port: Number(port), host, mode, organisations: organisation, repositories: repository, groups: group, token, appKey };
}
