// Builds everything: one file of each program by esbuild (a synth then loads in half the time, docs/decisions/0009, and
// the image needs no node_modules), the config check, and the type check by tsc. All that is wrong with the config and
// with its types is said in one go, on stderr.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { packStubAgent } from './pack-stub-agent.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const common = { bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning', absWorkingDir: project, legalComments: 'none' };

const synth = {
  ...common,
  entryPoints: ['main.ts'],
  outfile: 'dist/synth.cjs',
  target: 'node20',
  minifyWhitespace: true,
  minifySyntax: true,
  // cdktf zips assets of type ARCHIVE with it; there are none here, and it is a third of what would be loaded.
  alias: { archiver: './scripts/no-archiver.cjs' },
};

const agent = { ...common, entryPoints: ['agent/main.ts'], outfile: 'docker/agent.cjs', target: 'node24', minify: true };

const stubAgent = {
  ...common,
  entryPoints: ['proof/fake-devops/stub-agent/main.ts'],
  outfile: 'dist/stub-agent/stub.cjs',
  target: 'node20',
};

/** agents.config.ts, and the config that the environment names if it is a .ts file of this project. */
const named = relative(project, resolve(project, process.env['AGENTS_CONFIG'] || 'agents.config.ts'));
const isOurs = (file) => file.endsWith('.ts') && !file.startsWith('..') && !isAbsolute(file) && existsSync(join(project, file));
const configs = {
  ...common,
  entryPoints: [...new Set(['agents.config.ts', named])].filter(isOurs),
  outbase: '.',
  outdir: 'dist/configs',
  outExtension: { '.js': '.cjs' },
  target: 'node20',
};

const run = (...args) => spawnSync(process.execPath, args, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });

/** Checks the config, and its types too: unless it holds what must not be printed, which messages of tsc may show. */
function checkAll() {
  const config = run('dist/synth.cjs', '--check');
  process.stderr.write(config.stdout + config.stderr);
  if (config.stderr.includes('not shown')) return false;
  const types = run('node_modules/typescript/bin/tsc', '-p', '.');
  process.stderr.write(types.stdout + types.stderr);
  return config.status === 0 && types.status === 0;
}

try {
  await Promise.all([synth, agent, configs, stubAgent].map((options) => build(options)));
  packStubAgent();
  if (!process.argv.includes('--no-check') && !checkAll()) process.exitCode = 1;
} catch {
  // esbuild has said what is wrong.
  process.exitCode = 1;
}
