// Bundles each program into one file with esbuild, checks the config, and checks the types with tsc. Bundles make a synth
// load in half the time (docs/decisions/0009), and the image needs no node_modules. All problems of the config and of the
// types are printed together, on stderr.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { packStubAgent } from './pack-stub-agent.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const COMMON = { bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning', absWorkingDir: project, legalComments: 'none' };

const SYNTH = {
  ...COMMON,
  entryPoints: ['main.ts'],
  outfile: 'dist/synth.cjs',
  target: 'node20',
  minifyWhitespace: true,
  minifySyntax: true,
  // cdktf needs it only for assets of type ARCHIVE, which this project does not have. It would be a third of the bundle.
  alias: { archiver: './scripts/no-archiver.cjs' },
};

const AGENT = { ...COMMON, entryPoints: ['agent/main.ts'], outfile: 'docker/agent.cjs', target: 'node24', minify: true };

const STUB_AGENT = {
  ...COMMON,
  entryPoints: ['proof/fake-devops/stub-agent/main.ts'],
  outfile: 'dist/stub-agent/stub.cjs',
  target: 'node20',
};

const named = relative(project, resolve(project, process.env['AGENTS_CONFIG'] || 'agents.config.ts'));
const isOurs = (file) => file.endsWith('.ts') && !file.startsWith('..') && !isAbsolute(file) && existsSync(join(project, file));
/** agents.config.ts and, if it is a .ts file of this project, the config that the environment names. */
const CONFIGS = {
  ...COMMON,
  entryPoints: [...new Set(['agents.config.ts', named])].filter(isOurs),
  outbase: '.',
  outdir: 'dist/configs',
  outExtension: { '.js': '.cjs' },
  target: 'node20',
};

const run = (...args) => spawnSync(process.execPath, args, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });

/** Checks the config, then the types. Does not run tsc if the config contains a secret, because messages of tsc may show it. */
function checkAll() {
  const config = run('dist/synth.cjs', '--check');
  process.stderr.write(config.stdout + config.stderr);
  if (config.stderr.includes('not shown')) return false;
  const types = run('node_modules/typescript/bin/tsc', '-p', '.');
  process.stderr.write(types.stdout + types.stderr);
  return config.status === 0 && types.status === 0;
}

try {
  await Promise.all([SYNTH, AGENT, CONFIGS, STUB_AGENT].map((options) => build(options)));
  packStubAgent();
  if (!process.argv.includes('--no-check') && !checkAll()) process.exitCode = 1;
} catch {
  // esbuild has printed the error.
  process.exitCode = 1;
}
