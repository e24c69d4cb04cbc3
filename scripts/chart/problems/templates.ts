import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemFacts } from './facts';
import { problemSentences } from './sentences';
import { urlSentences } from './url-sentences';

/** A name in double brackets, which Go templates do not have. */
const PLACEHOLDER = /\[\[ ([\w.]+) \]\]/g;

/**
 * The chart's templates that refuse values, by file name. Their sentences are those of the config's rules.
 * @param folder scripts/chart/templates
 * @throws if a template names something that does not exist
 */
export function problemsTemplates(folder: string): Readonly<Record<string, string>> {
  const known: Readonly<Record<string, string>> = { ...problemFacts(), ...problemSentences(), ...urlSentences() };
  const files = readdirSync(folder).filter((file) => /^_?problems.*\.tpl$/.test(file));
  return Object.fromEntries(files.map((file) => [nameInChart(file), filled(readFileSync(join(folder, file), 'utf8'), known, file)]));
}

/** A template that is no YAML before its expressions are evaluated has another name here, for the linter. */
const nameInChart = (file: string): string => file.replace(/\.yaml\.tpl$/, '.yaml');

function filled(text: string, known: Readonly<Record<string, string>>, file: string): string {
  return text.replace(PLACEHOLDER, (_, name: string) => {
    const value = known[name];
    if (value === undefined) throw new Error(`${file} names [[ ${name} ]], which does not exist`);
    return value;
  });
}
