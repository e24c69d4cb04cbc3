import { filledTemplates } from '../filled-templates';
import { problemFacts } from './facts';
import { problemSentences } from './sentences';
import { urlSentences } from './url-sentences';

/** The templates that refuse values, by path in the chart. Their sentences are those of the config's rules. */
export function problemsTemplates(): Readonly<Record<string, string>> {
  const facts = { ...problemFacts(), ...problemSentences(), ...urlSentences() };
  const templates = filledTemplates(/^_?problems.*\.tpl$/, facts);
  return Object.fromEntries(templates.map(({ file, text }) => [`templates/${pathBelowTemplates(file)}`, text]));
}

/**
 * Helm evaluates files in deeper folders first, and those of a folder from the last name to the first (pkg/engine/engine.go, sortTemplates).
 * The one that refuses values must be evaluated before all others, which would fail on such values without saying why. It is no YAML
 * before its expressions are evaluated, so it has another name here, for the linter.
 */
const pathBelowTemplates = (file: string): string => file.replace(/^(.*\.yaml)\.tpl$/, 'values/$1');
