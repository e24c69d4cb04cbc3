// Builds what has changed: the sources, the bundles, and the check of the types. "Changed" means the content of a file, not
// its time, so that a change of the branch, a deleted output and a config from the environment all count.
import { STUB_AGENT } from '../pack-stub-agent.mjs';
import { STUB_RUNNER } from '../pack-stub-runner.mjs';
import { bundle, bundleOptions, CONFIGS, isBundled, NAMED_CONFIG } from './bundles.mjs';
import { contentOf, hashOf, hashOfFile, writeWhole } from './files.mjs';
import { withLock } from './lock.mjs';
import { withoutFile, withoutTexts } from './messages.mjs';
import { problemOf } from './problems.mjs';
import { areCompiled, compileSources, readSources, removePrograms } from './sources.mjs';
import { areImported, configCheck, howItFailed, runNode, wholeCheck } from './types.mjs';

const STATE = 'dist/.build/state.json';
const EMPTY = { sources: {}, bundles: {} };
/** The build itself. A change there builds everything. */
const OWN_FILES = ['build', 'bundles', 'sources', 'types', 'messages', 'files'].map((name) => `scripts/build/${name}.mjs`);
/** Files that decide how others are compiled and bundled. */
const SETTINGS = ['tsconfig.json', 'package.json'];
/** npm rewrites it when it installs anything. */
const PACKAGES = ['node_modules/.package-lock.json', 'package-lock.json'];
const SLOW_MS = 700;
const STUBS = [STUB_AGENT, STUB_RUNNER];

/**
 * Builds. Prints problems on stderr, and that it builds if that takes longer than a moment.
 * @param types whether to check types too
 * @param all whether to build what has not changed too
 * @returns whether everything succeeded. A config that breaks a rule is no failure, because the commands report it
 */
export async function buildProject({ types = true, all = false } = {}) {
  const started = Date.now();
  const note = setTimeout(() => process.stderr.write('Building what has changed ...\n'), SLOW_MS);
  try {
    // Without the lock, so that whoever can't write can run what others have built.
    if (!all && isUpToDate(readInputs(), types)) return true;
    const ok = await withLock(() => buildLocked({ types, all }));
    if (Date.now() - started > SLOW_MS && ok) process.stderr.write(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
    return ok;
  } catch (error) {
    const problem = await problemOf(error);
    if (problem === undefined) throw error;
    process.stderr.write(problem);
    return false;
  } finally {
    clearTimeout(note);
  }
}

/** What there is to build from, and what is known of the last build. */
function readInputs() {
  const packages = PACKAGES.map(contentOf).find((content) => content !== undefined) ?? '';
  const build = hashOf(...[...OWN_FILES, ...SETTINGS].map((file) => contentOf(file) ?? ''), packages);
  const sources = readSources();
  const paths = hashOf(...Object.keys(sources).sort());
  const last = readState(build);
  return { build, last, sources, paths, toCheck: typesOf(build, sources, last) };
}

function isUpToDate({ last, sources, paths, toCheck }, types) {
  if (types && last.types?.all !== toCheck.all) return false;
  const areBundled = bundleOptions().every(({ outfile }) => isBundled(outfile, last.bundles[outfile], paths));
  return areBundled && areCompiled(sources, last.sources) && STUBS.every((stub) => stub.isPacked());
}

async function buildLocked({ types, all }) {
  const inputs = readInputs();
  const { last, sources, toCheck } = inputs;
  if (last === EMPTY) removePrograms();
  const mustCheck = types && (all || last.types?.all !== toCheck.all);
  const checked = mustCheck ? checkTypes(sources, all ? undefined : last.types, toCheck) : undefined;
  const isChecked = Promise.allSettled([checked]);
  try {
    return await buildWith(inputs, all ? outdated(last) : last, checked);
  } finally {
    // A failure of esbuild does not end tsc, which writes what its next run starts from.
    await isChecked;
  }
}

/** @param known the results of the last build that still count */
async function buildWith({ build, last, sources, paths, toCheck }, known, checked) {
  const [compiled, ...bundles] = await Promise.all([
    compileSources(sources, known.sources),
    ...bundleOptions().map(async (options) => [options.outfile, await bundle(options, known.bundles[options.outfile], paths)]),
  ]);
  for (const stub of STUBS) stub.pack();
  const state = { build, sources: compiled, bundles: { ...last.bundles, ...Object.fromEntries(bundles) }, types: last.types };
  const result = await checked;
  const ok = result === undefined || (await reportTypes(result));
  if (result?.code === 0) state.types = toCheck;
  const text = JSON.stringify(state);
  if (text !== JSON.stringify(last)) writeWhole(STATE, text);
  return ok;
}

/** What the result of a check depends on: all sources and configs, and all of that without what only configs need. */
function typesOf(build, sources, last) {
  const inputs = bundleOptions().flatMap(({ outfile }) => Object.keys(last.bundles[outfile]?.inputs ?? {}));
  // A config in a hidden folder, for example, and what it imports from there, are no sources.
  const unlisted = inputs.filter((file) => file.endsWith('.ts') && !(file in sources));
  const configs = Object.fromEntries([...CONFIGS, ...unlisted].map((file) => [file, hashOfFile(file)]));
  const others = Object.entries(sources).filter(([source]) => !CONFIGS.includes(source));
  return { all: hashOf(build, JSON.stringify([others, configs])), others: hashOf(build, JSON.stringify([others, CONFIGS])) };
}

/** Checks the configs alone if nothing else has changed since the last check without errors; otherwise everything. */
function checkTypes(sources, last, { others }) {
  if (last?.others === others && !areImported(CONFIGS, sources)) return runNode(configCheck(CONFIGS));
  return runNode(wholeCheck(CONFIGS.filter((config) => !(config in sources))));
}

/** Prints the messages of tsc. Those about a config that breaks a rule are left out: the rules say more, and in fewer words. */
async function reportTypes(result) {
  if (result.code === 0) return true;
  const config = await checkConfig();
  // A message of tsc may show what the rules hide.
  if (config.stderr.includes('not shown')) return true;
  const messages = withoutTexts(config.code === 0 ? result.stdout : withoutFile(result.stdout, NAMED_CONFIG));
  const all = messages + result.stderr + howItFailed(result);
  if (all === '') return true;
  process.stderr.write(config.stderr + all);
  return false;
}

/** Checks the config by its rules. */
export const checkConfig = () => runNode(['dist/synth.cjs', '--check']);

function readState(build) {
  try {
    const state = JSON.parse(String(contentOf(STATE)));
    return state.build === build ? state : outdated(state);
  } catch {
    return EMPTY;
  }
}

/** Nothing is up to date, but it is still known which sources were compiled. */
const outdated = ({ sources }) => ({ ...EMPTY, sources: Object.fromEntries(Object.keys(sources).map((source) => [source, {}])) });
