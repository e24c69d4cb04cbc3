import { parseArgs } from 'node:util';

export const USAGE = `Runs a small Azure DevOps on this machine, to try out agents and KEDA.

  npm run fake-devops -- [--port <port>] [--host <address>] [--pool <name>]...
                         [--pipeline <name>]... [--token <token>]

  --port      port to listen on, default 8090; 0 takes any free port
  --host      address to listen on, default 127.0.0.1; 0.0.0.0 gives access to
              everyone in the network
  --pool      an agent pool, default linux; repeatable. Each agent pool has a
              pipeline of the same name
  --pipeline  one more pipeline, in the project demo, on the first agent pool;
              repeatable
  --token     the Administrator's personal access token, default a random one
`;

export interface CommandLine {
  readonly port: number;
  readonly host: string;
  readonly pools: readonly string[];
  readonly pipelines: readonly string[];
  readonly token: string | undefined;
}

/** @throws Error that names the invalid argument */
export function readCommandLine(args: readonly string[]): CommandLine {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: text,
      host: text,
      token: text,
      pool: { ...text, multiple: true },
      pipeline: { ...text, multiple: true },
    },
  });
  const { port = '8090', host = '127.0.0.1', pool = ['linux'], pipeline = [], token } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error(`--port must be 0 to 65535, got "${port}"`);
  const names = pool.map((name) => name.toLowerCase());
  const duplicate = pool.find((_, index) => names.indexOf(names[index] ?? '') !== index);
  if (duplicate !== undefined) throw new Error(`--pool "${duplicate}" is given twice: remove one`);
  if (pool.includes('')) throw new Error('--pool must not be empty');
  if (token === '') throw new Error('--token must not be empty');
  return { port: Number(port), host, pools: pool, pipelines: pipeline, token };
}
