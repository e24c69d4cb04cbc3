import { availableParallelism } from 'node:os';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { fewTogether } from '../lib/few-together';
import { type Comparison, compare, type Outcome } from './compare/compare';
import type { NamedConfig } from './fixed-configs';
import { randomConfig } from './random/config';

/** Differences that are printed of one config. */
const SHOWN_LINES = 20;
/** After so many configs that differ, the others are not compared. */
const ENOUGH_FAILURES = 3;
/** How long a random config that fails may be made smaller. */
const SHRINK_MS = 120_000;
const PROGRESS_MS = 10_000;

/** Compares configs, a few at a time. Prints how many are compared, every ten seconds. @returns one text for each config that differs */
async function compareAll(configs: readonly NamedConfig[], comparison: Comparison): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  let compared = 0;
  const progress = setInterval(() => console.log(`    ... ${compared} of ${configs.length} configs`), PROGRESS_MS);
  try {
    await fewTogether(configs, availableParallelism(), async ({ name, config }, index) => {
      if (failures.length >= ENOUGH_FAILURES) return;
      const outcome = await compare(config, comparison);
      compared += 1;
      if (outcome.problems.length > 0) failures.push({ index, text: failureText(name, outcome) });
    });
  } finally {
    clearInterval(progress);
  }
  return failures;
}

interface Failure {
  /** Index of the config in the list. */
  readonly index: number;
  readonly text: string;
}

function failureText(name: string, { values, problems }: Outcome): string {
  const more = problems.length > SHOWN_LINES ? [`... and ${problems.length - SHOWN_LINES} more`] : [];
  return [
    `${name}:`,
    ...[...problems.slice(0, SHOWN_LINES), ...more].map((line) => `- ${line}`),
    'with the values',
    stringify(values),
  ].join('\n');
}

/** Compares the chart with the stack for configs that have names. */
export async function checkConfigs(configs: readonly NamedConfig[], comparison: Comparison): Promise<readonly string[]> {
  return (await compareAll(configs, comparison)).map(({ text }) => text);
}

/** Compares them for random configs, and makes the first one that fails smaller. */
export async function checkRandomConfigs(
  { seed, runs }: { readonly seed: number; readonly runs: number },
  comparison: Comparison,
): Promise<readonly string[]> {
  const configs = fc
    .sample(randomConfig, { seed, numRuns: runs })
    .map((config, index) => ({ name: `random config ${index} of seed ${seed}`, config }));
  const failures = [...(await compareAll(configs, comparison))].sort((a, b) => a.index - b.index);
  const [first] = failures;
  if (first === undefined) return [];
  console.log(`    making random config ${first.index} smaller ...`);
  return [...failures.map(({ text }) => text), await smaller(seed, first.index, comparison)];
}

/** The smallest config found that fails too, which is often the one option that is wrong. */
async function smaller(seed: number, index: number, comparison: Comparison): Promise<string> {
  let smallest: Outcome | undefined;
  const property = fc.asyncProperty(randomConfig, async (config) => {
    const outcome = await compare(config, comparison);
    if (outcome.problems.length > 0) smallest = outcome;
    return outcome.problems.length === 0;
  });
  await fc.check(property, { seed, path: `${index}`, numRuns: 1, interruptAfterTimeLimit: SHRINK_MS });
  return smallest === undefined
    ? `random config ${index} did not fail a second time`
    : failureText(`the smallest config like ${index}`, smallest);
}
