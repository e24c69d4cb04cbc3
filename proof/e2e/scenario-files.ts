import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface ScenarioFiles {
  /** They have twenty pods at a time: one of them keeps two processors busy. */
  readonly heavy: readonly string[];
  /** They mostly wait. */
  readonly light: readonly string[];
  /** They disturb the whole cluster. */
  readonly alone: readonly string[];
}

/** The longest first, here and below: none of them is to be left over at the end. */
const HEAVY = ['scale-maximum.js', 'scale-trickle.js', 'outages.js', 'scale-while-running.js'];
const LONG = ['hostile-agent.js', 'token-rotated.js', 'placeholder.js', 'scale-from-zero.js', 'cancelled.js'];

/**
 * Compiled scenarios of a folder.
 * @param words of which one must be in a file's name; none means all files
 */
export function scenarioFiles(folder: string, words: readonly string[]): ScenarioFiles {
  const names = readdirSync(folder).filter((name) => name.endsWith('.js') && hasSource(folder, name));
  const chosen = names.filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
  const isAlone = (name: string) => name.endsWith('.alone.js');
  const isLight = (name: string) => !isAlone(name) && !HEAVY.includes(name);
  const paths = (some: readonly string[]) => some.map((name) => join(folder, name));
  return {
    heavy: paths(HEAVY.filter((name) => chosen.includes(name))),
    light: paths(chosen.filter(isLight).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))),
    alone: paths(chosen.filter(isAlone).sort()),
  };
}

const rank = (name: string) => (LONG.includes(name) ? LONG.indexOf(name) : LONG.length);

/** The compiler leaves what it made of a file that was renamed since. */
function hasSource(folder: string, name: string): boolean {
  const project = join(folder, '..', '..', '..', '..');
  return existsSync(join(project, 'proof', 'e2e', 'scenarios', name.replace(/\.js$/, '.ts')));
}
