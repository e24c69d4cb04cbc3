// Builds, and checks the config and the types. Every command builds by itself; tests and CI call this.
import { parseArgs } from 'node:util';
import { buildProject, checkConfig } from './build/build.mjs';
import { argumentProblem } from './run/arguments.mjs';

export const USAGE = `npm run build [-- OPTIONS]
Builds what has changed into dist/ and docker/agent.cjs, and checks the config
and all types. Every other command does so by itself.

  --no-check  does not check the config and the types
  --all       builds what has not changed too
  --help      shows this help

Exit code: 0 everything is built and correct, 1 it is not, 2 usage error.
`;

const OPTIONS = { 'no-check': { type: 'boolean', default: false }, all: { type: 'boolean', default: false } };

async function main() {
  const problem = argumentProblem(process.argv.slice(2), OPTIONS);
  if (problem) {
    process.stderr.write(`${problem} See: npm run build -- --help\n`);
    return 2;
  }
  const { values } = parseArgs({ options: OPTIONS });
  const check = !values['no-check'];
  if (!(await buildProject({ types: check, all: values.all }))) return 1;
  if (!check) return 0;
  const { code, stdout, stderr } = await checkConfig();
  process.stderr.write(stdout + stderr);
  return code === 0 ? 0 : 1;
}

if (process.argv.includes('--help') || process.argv.includes('-h')) {
  process.stdout.write(USAGE);
} else {
  process.exitCode = await main();
}
