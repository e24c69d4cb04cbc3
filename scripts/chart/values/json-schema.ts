import * as z from 'zod';
import { patAuth } from '../../../config/schema/azure-devops';
import { ruleOf } from '../../../config/schema/field';
import { appAuth, tokenAuth } from '../../../config/schema/github';
import { warmWindow } from '../../../config/schema/warm';
import type { DocComments } from '../../lib/doc-comments';
import { workloadIdentityAuthValues } from '../azure-pipelines/service-values';
import { chartValues } from './chart-values';
import { OBJECT_SCHEMAS, type Read, valuesComments } from './comments';
import { secretName } from './existing-secret';
import { hiddenStringSchema, type JsonSchema, onlyIf, stringSchema } from './string-schema';
import { timeZonePattern } from './time-zone-names';

type Schema = z.core.$ZodTypes;

const timeZone = warmWindow.shape.timeZone.unwrap();

/** The texts of a sign-in. Whoever takes one for the place of the token writes it there. */
const SIGN_IN_TEXTS: ReadonlySet<z.core.$ZodType> = new Set([
  secretName,
  patAuth.shape.expiresOn.unwrap(),
  tokenAuth.shape.expiresOn.unwrap(),
  appAuth.shape.clientId,
  workloadIdentityAuthValues.shape.clientId,
]);

/**
 * The JSON schema of the values, as the content of values.schema.json. It accepts what the schema of the config accepts.
 * Draft 7 is the newest that all versions of Helm 3 and Helm 4 know.
 */
export function valuesSchemaJson(read: Read): JsonSchema {
  const plain = z.toJSONSchema(chartValues, { io: 'input', target: 'draft-07', override });
  const { $schema, ...schema } = described(chartValues, plain as JsonSchema, valuesComments(read));
  return {
    $schema,
    title: 'Values of the chart for Azure Pipelines agents and GitHub runners',
    ...schema,
    properties: {
      ...schema.properties,
      global: { type: 'object', description: 'Values that Helm shares with sub-charts. This chart reads none.' },
    },
    definitions: { timeZone: timeZoneSchema() },
  };
}

/** The JSON schema as text. Characters that an editor may not show, such as blanks in patterns, are escaped. */
export function valuesSchemaText(read: Read): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(valuesSchemaJson(read), undefined, 2).replaceAll(/[^\n -~]/g, escaped)}\n`;
}

/** Replaces what zod makes of texts: it leaves out the flags of patterns, and does not know the limits of Go. */
function override({ zodSchema, jsonSchema }: { readonly zodSchema: Schema; readonly jsonSchema: JsonSchema }): void {
  const { type, checks = [] } = zodSchema._zod.def;
  if (zodSchema === (timeZone as Schema)) replace(jsonSchema, { allOf: [{ $ref: '#/definitions/timeZone' }] });
  else if (SIGN_IN_TEXTS.has(zodSchema)) replace(jsonSchema, hiddenStringSchema(zodSchema as z.core.$ZodString));
  else if (type === 'string') replace(jsonSchema, stringSchema(zodSchema as z.core.$ZodString));
  else if (checks.some(({ _zod }) => _zod.def.check === 'custom')) {
    throw new Error(`a ${type} has a check that values.schema.json does not express`);
  }
}

function replace(target: JsonSchema, source: JsonSchema): void {
  for (const key of Object.keys(target)) delete target[key];
  Object.assign(target, source);
}

/** Names of time zones contain no blanks, so the rule, which Helm shows as the only value, is none of them. */
function timeZoneSchema(): JsonSchema {
  return { type: 'string', pattern: '^[^ ]*$', ...onlyIf({ not: { pattern: timeZonePattern() } }, { const: ruleOf(timeZone).rule }) };
}

/** Adds the doc comments as descriptions, and writes choices by `kind` so that a message is about the chosen kind only. */
function described(schema: z.core.$ZodType, json: JsonSchema, comments: DocComments): JsonSchema {
  const { def } = (schema as Schema)._zod;
  switch (def.type) {
    case 'default':
    case 'prefault':
    case 'optional':
      return described(def.innerType, json, comments);
    case 'array':
      return { ...json, items: described(def.element, json.items as JsonSchema, comments) };
    case 'object':
      return { ...json, properties: describedProperties(schema as z.core.$ZodObject, json, comments) };
    case 'union':
      return 'discriminator' in def ? choice(def.options as readonly z.ZodObject[], String(def.discriminator), json, comments) : json;
    default:
      return json;
  }
}

function describedProperties(
  schema: z.core.$ZodObject,
  { properties = {} }: JsonSchema,
  comments: DocComments,
): Record<string, JsonSchema> {
  const [name = ''] = Object.entries(OBJECT_SCHEMAS).find(([, value]) => value === schema) ?? [];
  return Object.fromEntries(
    Object.entries(schema._zod.def.shape).map(([key, part]) => {
      const description = comments.get(name)?.get(key)?.text;
      return [key, { ...described(part, properties[key] as JsonSchema, comments), ...(description === undefined ? {} : { description }) }];
    }),
  );
}

function choice(options: readonly z.ZodObject[], key: string, json: JsonSchema, comments: DocComments): JsonSchema {
  const { anyOf, oneOf = anyOf, ...others } = json;
  const kindOf = (option: z.ZodObject) => (option.shape[key] as z.ZodLiteral<string>).value;
  return {
    ...others,
    type: 'object',
    properties: { [key]: { enum: options.map(kindOf) } },
    required: [key],
    allOf: options.map((option, index) =>
      onlyIf(
        { type: 'object', properties: { [key]: { const: kindOf(option) } }, required: [key] },
        described(option, oneOf?.[index] as JsonSchema, comments),
      ),
    ),
  };
}
