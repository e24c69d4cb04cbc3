// All commands of package.json, each of which runs `node scripts/run.mjs NAME`. See "A new command" in CONTRIBUTING.md.
/**
 * @typedef {object} Command
 * @property {string} does one line for the list of commands
 * @property {string} [program] the source of the program. It runs in the launcher's process, and prints its own --help
 * @property {readonly (readonly string[])[]} [steps] in place of a program: arguments of node, one run after another. Those
 *   of the command are added to the last step
 * @property {string} [usage] what --help prints, for a command without a program
 * @property {object} [options] options as parseArgs takes them. The launcher refuses others before it does anything. Without
 *   this property, the program checks its arguments
 * @property {number} [usageCode] the exit code for arguments that are refused. Default 2
 * @property {false} [builds] the command needs no build
 * @property {false} [types] the build does not check types
 * @property {true} [synth] the stacks are written before the program starts
 */

const JEST = ['--max-semi-space-size=64', 'node_modules/jest/bin/jest.js', '--config', 'jest.config.json'];
const BIOME = ['node_modules/@biomejs/biome/bin/biome', 'check'];

/** @type {Readonly<Record<string, Command>>} */
export const COMMANDS = {
  synth: { does: 'write the stacks and show a summary', program: 'scripts/synth-summary.ts', synth: true, options: {} },
  plan: {
    does: 'show what a deploy would change',
    program: 'scripts/plan.ts',
    synth: true,
    options: { markdown: { type: 'string' }, json: { type: 'boolean' } },
    // 2 means that there are changes.
    usageCode: 1,
  },
  deploy: { does: 'create or change everything, after your approval', program: 'scripts/deploy.ts' },
  destroy: { does: 'delete everything that a deploy created', program: 'scripts/destroy.ts', synth: true },
  validate: { does: 'validate the stacks with the real providers', program: 'scripts/validate-stacks.ts', synth: true, options: {} },
  manifests: { does: 'write the Kubernetes objects as YAML', program: 'scripts/write-manifests.ts' },
  chart: { does: 'write the Helm chart, or its values for a config', program: 'scripts/write-chart.ts' },
  doctor: { does: 'look for what stops a deploy or a deployment', program: 'operate/doctor/main.ts' },
  status: { does: 'show agents, pods and jobs', program: 'operate/status/main.ts' },
  'load-test': { does: 'queue jobs and measure how long they wait', program: 'operate/load-test/main.ts' },
  'fake-devops': {
    does: 'run a stand-in for the service that has the queues',
    program: 'proof/fake-devops/main.ts',
    types: false,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      pool: { type: 'string', multiple: true },
      pipeline: { type: 'string', multiple: true },
      token: { type: 'string' },
    },
  },
  'fake-github': {
    does: 'run a stand-in for GitHub, with runner scale sets',
    program: 'proof/fake-github/main.ts',
    types: false,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      mode: { type: 'string' },
      organisation: { type: 'string', multiple: true },
      repository: { type: 'string', multiple: true },
      group: { type: 'string', multiple: true },
      token: { type: 'string' },
      'app-key': { type: 'string' },
    },
  },
  try: {
    does: 'run everything on this machine, with that stand-in',
    program: 'proof/try/main.ts',
    options: { port: { type: 'string' }, jobs: { type: 'string' }, once: { type: 'boolean' }, keda: { type: 'string' } },
  },
  build: { does: 'build what has changed, as other commands do too', builds: false, steps: [['scripts/build.mjs']] },
  app: {
    does: 'write the stacks and print nothing: what cdktf runs',
    usage:
      'npm run app\nWrites the stacks to the folder that CDKTF_OUTDIR names, otherwise cdktf.out,\nand prints nothing. cdktf runs it.\n',
    options: {},
    steps: [['dist/synth.cjs']],
  },
  docs: { does: 'write the generated pages of docs/', program: 'scripts/write-docs.ts', options: {} },
  dashboard: { does: 'write the dashboard and the alert rules', program: 'scripts/write-monitoring.ts', options: {} },
  release: { does: 'check that a tag can be released', program: 'scripts/release/main.ts' },
  test: {
    does: 'check all types and run the tests',
    usage:
      'npm test [-- PATHS OR OPTIONS OF JEST]\nBuilds, checks all types, and runs the tests: all, or those whose path\ncontains one of the words.\n',
    steps: [['scripts/build/check-tests.mjs'], JEST],
  },
  'test:page': {
    does: 'test the pages of the fakes in Chromium',
    usage: 'npm run test:page [-- OPTIONS OF JEST]\nTests the pages of the fakes in Chromium, which has to be installed.\n',
    builds: false,
    steps: [[...JEST, '--testMatch', '**/*.browser.ts']],
  },
  'test:fork': { does: 'run all tests with the fork of cdktf', program: 'proof/fork/main.ts' },
  'test:image': {
    does: 'build both images and check what they promise',
    usage: 'npm run test:image\nBuilds both images without a container engine, and checks what they promise.\nNeeds Linux and root.\n',
    options: {},
    steps: [['--test-reporter=spec', 'dist/proof/image/main.js']],
  },
  'test:chart': { does: 'prove the Helm chart with the real Helm', program: 'proof/chart/main.ts' },
  e2e: { does: 'run the end-to-end tests in a real cluster', program: 'proof/e2e/main.ts' },
  lint: {
    does: 'run the linters',
    usage: 'npm run lint\nRuns Biome, and shellcheck, actionlint, zizmor and hadolint where they are\ninstalled.\n',
    options: {},
    builds: false,
    steps: [[...BIOME, '.'], ['scripts/lint-files.mjs']],
  },
  'lint:security': { does: 'scan stacks and objects with checkov and kube-score', program: 'scripts/lint-security.ts' },
  format: {
    does: 'fix what Biome can fix',
    usage: 'npm run format\nFormats all files, and fixes what Biome can fix.\n',
    options: {},
    builds: false,
    steps: [[...BIOME, '--write', '.']],
  },
  pictures: { does: 'draw the pictures of the documentation', program: 'proof/pictures/main.ts' },
  'bench:synth': { does: 'measure a synth', program: 'proof/bench/synth.ts' },
  'bench:image': { does: 'measure the sizes of both images', program: 'proof/bench/image.ts' },
  'bench:proc': { does: 'measure the processor time of a waiting agent', program: 'proof/bench/proc.ts' },
  'bench:commands': { does: 'measure --help of all commands, and a synth', program: 'scripts/bench-commands.ts' },
  'bench:start': { does: 'measure what the start of an agent costs', program: 'proof/bench/start.ts' },
  'bench:scaling': { does: 'measure scaling in a real cluster', program: 'proof/bench/scaling/main.ts' },
};
