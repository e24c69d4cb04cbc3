// Makes one file of each program: a synth then loads in half the time (docs/decisions/0009), and the image needs no
// node_modules. It checks no types: tsc does.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

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

await Promise.all([synth, agent].map((options) => build(options)));
