import { reason } from '../../lib/reason';
import { usageProblem } from '../../lib/usage-problem';
import { type CommandLine, readCommandLine, USAGE } from './command-line';
import { FakeDevOps } from './fake-devops';

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) return void process.stdout.write(USAGE);
  let commandLine: CommandLine;
  try {
    commandLine = readCommandLine(args);
  } catch (error) {
    process.stderr.write(`${usageProblem(reason(error), 'fake-devops')}\n`);
    process.exitCode = 2;
    return;
  }
  await start(commandLine);
}

async function start({ pools, pipelines, token, ...address }: CommandLine): Promise<void> {
  const devops = await FakeDevOps.start({
    ...address,
    pools,
    pipelines: pipelines.map((name) => ({ name, pool: pools[0] ?? '' })),
    ...(token !== undefined && { token }),
  });
  process.stdout.write(
    [
      `Fake Azure DevOps, page: ${devops.origin}/`,
      `  AZP_URL=${devops.url}`,
      `  AZP_TOKEN=${devops.token}`,
      ...pools.map((pool) => `  AZP_POOL=${quoted(pool)}`),
      'Press Ctrl-C to stop; all data is lost.\n',
    ].join('\n'),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void devops.close());
}

/** A value for the shell: quoted if it has other characters than those of most names. */
const quoted = (value: string): string => (/^[\w.-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`);

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${reason(error)}\n`);
  process.exitCode = 1;
});
