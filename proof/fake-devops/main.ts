import { readCommandLine, USAGE } from './command-line';
import { FakeDevOps } from './fake-devops';

async function main(args: readonly string[]): Promise<void> {
  const { help, pools, pipelines, token, ...address } = readCommandLine(args);
  if (help) {
    process.stdout.write(USAGE);
    return;
  }
  const devops = await FakeDevOps.start({
    ...address,
    pools,
    pipelines: pipelines.map((name) => ({ name, pool: pools[0] ?? '' })),
    ...(token !== undefined && { token }),
  });
  process.stdout.write(
    `Fake Azure DevOps, page: ${devops.origin}/\n  AZP_URL=${devops.url}\n  AZP_TOKEN=${devops.token}\nPress Ctrl-C to stop; all data is lost.\n`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void devops.close());
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nSee --help.\n`);
  process.exitCode = 1;
});
