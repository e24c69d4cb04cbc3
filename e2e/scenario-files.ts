import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface ScenarioFiles {
  readonly together: readonly string[];
  /** They disturb the whole cluster. */
  readonly alone: readonly string[];
}

/** The longest begin first: none of them is to be left over at the end. */
const LONGEST = ['scale-maximum.js', 'outages.js', 'scale-trickle.js', 'token-rotated.js', 'placeholder.js'];

/**
 * Compiled scenarios of a folder.
 * @param words of which one must be in a file's name; none means all files
 */
export function scenarioFiles(folder: string, words: readonly string[]): ScenarioFiles {
  const names = readdirSync(folder).filter((name) => name.endsWith('.js') && hasSource(folder, name));
  const rank = (name: string) => (LONGEST.includes(name) ? LONGEST.indexOf(name) : LONGEST.length);
  const chosen = names
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  const isAlone = (name: string) => name.endsWith('.alone.js');
  const paths = (some: readonly string[]) => some.map((name) => join(folder, name));
  return { together: paths(chosen.filter((name) => !isAlone(name))), alone: paths(chosen.filter(isAlone)) };
}

/** The compiler leaves what it made of a file that was renamed since. */
function hasSource(folder: string, name: string): boolean {
  const project = join(folder, '..', '..', '..');
  return existsSync(join(project, 'e2e', 'scenarios', name.replace(/\.js$/, '.ts')));
}
