// The launcher of all commands: node scripts/run.mjs NAME [ARGUMENTS]. Checks arguments and prints help first, then builds
// what has changed, then runs the command (docs/decisions/0033).
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { COMMANDS } from './run/commands.mjs';

const [name = '--help', ...args] = process.argv.slice(2);
const isHelp = (word) => word === '--help' || word === '-h';

function list() {
  const width = Math.max(...Object.keys(COMMANDS).map((each) => each.length));
  const lines = Object.entries(COMMANDS).map(([each, { does }]) => `  npm run ${each.padEnd(width)}  ${does}`);
  return `${lines.join('\n')}\n\nEach of them has a --help: npm run NAME -- --help\n`;
}

async function run(command) {
  const { program, steps, usage, options, builds = true, types = true, synth = false, usageCode = 2 } = command;
  if (args.some(isHelp) && usage !== undefined) return print(usage);
  if (args.some(isHelp) && program !== undefined) return (await import('./run/help.mjs')).printHelp(program);
  const problem = options && (await import('./run/arguments.mjs')).argumentProblem(args, options);
  if (problem) return end(`${problem} See: npm run ${name} -- --help\n`, usageCode);

  if (builds && !(await (await import('./build/build.mjs')).buildProject({ types }))) return end('', 1);
  const { runStep } = await import('./run/steps.mjs');
  const before = [...(synth ? [['dist/synth.cjs']] : []), ...(steps ?? []).slice(0, -1)];
  for (const step of before) {
    const code = await runStep(step);
    if (code !== 0) return end('', code);
  }
  const last = steps?.at(-1);
  if (last !== undefined) return end('', await runStep([...last, ...args]));

  // In this process, so that signals and the terminal are the program's own.
  const { PROJECT } = await import('./build/files.mjs');
  const path = join(PROJECT, 'dist', program.replace(/\.ts$/, '.js'));
  process.argv = [process.execPath, path, ...args];
  createRequire(import.meta.url)(path);
}

const print = (text) => void process.stdout.write(text);

function end(message, code) {
  process.stderr.write(message);
  process.exitCode = code;
}

try {
  if (isHelp(name)) print(list());
  else if (Object.hasOwn(COMMANDS, name)) await run(COMMANDS[name]);
  else {
    const { didYouMean } = await import('./run/arguments.mjs');
    end(`no command "${name}"${didYouMean(name, Object.keys(COMMANDS))} See: node scripts/run.mjs --help\n`, 2);
  }
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  end(`${error.message.split('\n')[0]}: run npm ci first\n`, 1);
}
