import { writeFileSync } from 'node:fs';
import { reason } from '../../lib/reason';
import { usageProblem } from '../../lib/usage-problem';
import { type CommandLine, readCommandLine, USAGE } from './command-line';
import { FakeGitHub } from './fake-github';

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) return void process.stdout.write(USAGE);
  let commandLine: CommandLine;
  try {
    commandLine = readCommandLine(args);
  } catch (error) {
    process.stderr.write(`${usageProblem(reason(error), 'fake-github')}\n`);
    process.exitCode = 2;
    return;
  }
  await start(commandLine);
}

async function start({ groups, token, appKey, organisations, repositories, ...options }: CommandLine): Promise<void> {
  const github = new FakeGitHub({
    ...options,
    organisations,
    ...(repositories !== undefined && { repositories }),
    ...(token !== undefined && { token }),
  });
  for (const name of groups) github.addGroup({ name });
  const app = appKey === undefined ? [] : appLines(github, appKey);
  const origin = await github.listen();
  const first = repositories?.[0] ?? `${organisations[0]}/app`;
  process.stdout.write(
    [
      `Fake GitHub, page: ${origin}/`,
      `REST API: ${origin}/api/v3`,
      ...organisations.map((name) => `  AZP_GITHUB_URL=${github.organisation(name)}`),
      `  GITHUB_TOKEN=${github.token}`,
      ...app,
      'To queue jobs:',
      `  curl -H "Authorization: Bearer $GITHUB_TOKEN" ${origin}/api/v3/repos/${first}/actions/workflows/load-test.yml/dispatches \\`,
      `    -d '{ "ref": "main", "inputs": { "runs-on": "aks-linux", "count": 3, "seconds": 5 } }'`,
      'Press Ctrl-C to stop; all data is lost.\n',
    ].join('\n'),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void github.close());
}

/** Creates an App, writes its key, and returns what a client has to know. */
function appLines(github: FakeGitHub, keyFile: string): readonly string[] {
  const { app, installation, privateKey } = github.addApp();
  writeFileSync(keyFile, privateKey, { mode: 0o600 });
  return [`  AZP_GITHUB_CLIENT_ID=${app.clientId}`, `  AZP_GITHUB_INSTALLATION_ID=${installation.id}`, `  AZP_GITHUB_KEY_FILE=${keyFile}`];
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${reason(error)}\n`);
  process.exitCode = 1;
});
