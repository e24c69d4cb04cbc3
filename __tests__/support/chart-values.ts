import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parseConfig } from '../../config/parse';
import { valuesSchemaText } from '../../scripts/chart/values/json-schema';
import { valuesOf } from '../../scripts/chart/values-of';
import { aDraft, aGitHubDraft, type Draft } from './builders';
import { draftsOfEveryKind } from './configs';

export const readProject = (path: string) => readFileSync(join(__dirname, '../..', path), 'utf8');

/** What a config leaves to its other stacks. */
export const PLACE = {
  image: 'example.azurecr.io/agent:1',
  runnerImage: 'example.azurecr.io/runner:1',
  clientId: '00000000-0000-0000-0000-0000000000aa',
};

/** Values of the chart that together set every text option, and every kind of a choice. */
export function valuesOfEveryKind(): readonly Draft[] {
  return [aDraft(), aGitHubDraft(), ...draftsOfEveryKind()].map((draft) => structuredClone(valuesOf(parseConfig(draft), PLACE)) as Draft);
}

/** Compiles values.schema.json. The formats next to patterns are left to the patterns. */
export function compiledSchema(): (values: unknown) => boolean {
  const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false, formats: { date: true }, allErrors: false });
  const validate = ajv.compile(JSON.parse(valuesSchemaText(readProject)));
  return (values) => validate(values);
}
