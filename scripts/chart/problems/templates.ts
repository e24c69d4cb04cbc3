import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectOf } from '../../../config/project';
import { problemFacts } from './facts';
import { problemSentences } from './sentences';
import { urlSentences } from './url-sentences';

/** Where the templates are that are not made from typed builders. */
const FOLDER = 'scripts/chart/templates';

/** A name in double brackets, which Go templates do not have. */
const PLACEHOLDER = /\[\[ ([\w.]+) \]\]/g;

/**
 * The templates that refuse values, by path in the chart. Their sentences are those of the config's rules.
 * @throws if a template names something that does not exist
 */
export function problemsTemplates(): Readonly<Record<string, string>> {
  const folder = join(projectOf(__dirname).root, FOLDER);
  const known: Readonly<Record<string, string>> = { ...problemFacts(), ...problemSentences(), ...urlSentences() };
  const files = readdirSync(folder).filter((file) => /^_?problems.*\.tpl$/.test(file));
  return Object.fromEntries(
    files
      .toSorted()
      .map((file) => [`templates/${pathBelowTemplates(file)}`, filled(readFileSync(join(folder, file), 'utf8'), known, file)]),
  );
}

/**
 * Helm evaluates files in deeper folders first, and those of a folder from the last name to the first (pkg/engine/engine.go, sortTemplates).
 * The one that refuses values must be evaluated before all others, which would fail on such values without saying why. It is no YAML
 * before its expressions are evaluated, so it has another name here, for the linter.
 */
const pathBelowTemplates = (file: string): string => file.replace(/^(.*\.yaml)\.tpl$/, 'values/$1');

function filled(text: string, known: Readonly<Record<string, string>>, file: string): string {
  return text.replace(PLACEHOLDER, (placeholder, name: string) => {
    const value = known[name];
    if (value === undefined) throw new Error(`${file} has ${placeholder}, which nothing in scripts/chart/problems/ knows`);
    return value;
  });
}
