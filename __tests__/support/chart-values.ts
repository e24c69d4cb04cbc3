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
const compile = () =>
  new Ajv({ strictTypes: false, strictRequired: false, formats: { date: true }, allErrors: true }).compile(
    JSON.parse(valuesSchemaText(readProject)),
  );

/** Tells whether values.schema.json accepts values. */
export function compiledSchema(): (values: unknown) => boolean {
  const validate = compile();
  return (values) => validate(values);
}

/** Lists what is wrong with values, in the words of the validator, as Helm does it. */
export function schemaErrors(): (values: unknown) => readonly string[] {
  const validate = compile();
  return (values) => {
    validate(values);
    return (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
  };
}
