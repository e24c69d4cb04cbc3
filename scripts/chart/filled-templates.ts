import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectOf } from '../../config/project';

/** The folder of the templates that are written by hand. */
const FOLDER = 'scripts/chart/templates';

/** A name in double brackets, which Go templates do not have. */
const PLACEHOLDER = /\[\[ ([\w.]+) \]\]/g;

/** Parts of Go templates, such as literals, by the names of the placeholders that they replace. */
export type Facts = Readonly<Record<string, string>>;

/** A template, and the name of its file. */
export interface FilledTemplate {
  readonly file: string;
  readonly text: string;
}

/**
 * Fills in what TypeScript knows and the templates written by hand need: defaults, limits, sentences.
 *
 * @param names matches the names of the files. The result has their order
 * @throws Error if a template has a placeholder that is not among the facts
 */
export function filledTemplates(names: RegExp, facts: Facts): readonly FilledTemplate[] {
  const folder = join(projectOf(__dirname).root, FOLDER);
  const files = readdirSync(folder).filter((file) => names.test(file));
  return files.toSorted().map((file) => ({ file, text: filled(readFileSync(join(folder, file), 'utf8'), facts, file) }));
}

const filled = (template: string, facts: Facts, file: string): string =>
  template.replace(PLACEHOLDER, (placeholder, name: string) => {
    const fact = facts[name];
    if (fact === undefined) throw new Error(`${FOLDER}/${file} has ${placeholder}, and nothing in scripts/chart/ fills it in`);
    return fact;
  });
