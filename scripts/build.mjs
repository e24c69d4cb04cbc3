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

const run = (...args) => spawnSync(process.execPath, args, { cwd: project, stdio: ['ignore', process.stderr, 'inherit'] }).status === 0;

try {
  await Promise.all([synth, agent, configs, stubAgent].map((options) => build(options)));
  packStubAgent();
  const steps = process.argv.includes('--no-check')
    ? []
    : [
        ['dist/synth.cjs', '--check'],
        ['node_modules/typescript/bin/tsc', '-p', '.'],
      ];
  if (steps.map((step) => run(...step)).includes(false)) process.exitCode = 1;
} catch {
  // esbuild has said what is wrong.
  process.exitCode = 1;
}
