import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectOf } from '../../config/project';
import { type ChartOptions, type ModelFacts, modelFacts } from './model-facts';

/** Where the templates are that are not made from typed builders. */
const FOLDER = 'scripts/chart/templates';

/** A name in double brackets, which Go templates do not have. */
const PLACEHOLDER = /\[\[ (\w+) \]\]/g;

/**
 * The chart's template `_model.tpl`, which defines `agents.model`: the files _model*.tpl, one after the other, with what TypeScript
 * knows in place of their placeholders.
 * @throws if a file has a placeholder that is not known
 */
export function modelTemplate(images: ChartOptions = {}): string {
  const folder = join(projectOf(__dirname).root, FOLDER);
  const files = readdirSync(folder).filter((file) => /^_model.*\.tpl$/.test(file));
  const facts = modelFacts(images);
  return files.toSorted().map((file) => filled(readFileSync(join(folder, file), 'utf8'), facts, file)).join('\n'); // biome-ignore format: reads as one pipeline
}

function filled(text: string, facts: ModelFacts, file: string): string {
  return text.replace(PLACEHOLDER, (placeholder, name: string) => {
    const fact = facts[name];
    if (fact === undefined) throw new Error(`${file} has ${placeholder}, which scripts/chart/model-facts.ts does not know`);
    // Texts stand between backquotes, in which Go has no escapes.
    if (fact.includes('`')) throw new Error(`${file} can't hold the value of ${placeholder}, because it contains a backquote: ${fact}`);
    return fact;
  });
}
