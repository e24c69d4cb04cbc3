import { stringify } from 'yaml';
import type * as z from 'zod';
import { keda as kedaOptions } from '../../../config/schema/keda';
import { kedaReleaseValues } from '../../../constructs/keda/keda-release';
import type { DocComment, DocComments } from '../../lib/doc-comments';
import { chartValues } from './chart-values';
import { OBJECT_SCHEMAS, type Read, valuesComments } from './comments';
import { EXAMPLES, FURTHER_CHOICES } from './examples';
import { blockSwitchedOff, commentLines, inlineYaml, switchedOff } from './yaml-lines';

const HEADER = [
  '## The values of the chart. They have the names and the defaults of the config of this project.',
  '##',
  '## Blocks without defaults are switched off by "# " at the start of each line. To use such a block,',
  '## remove "# " from its lines. Helm checks all values with values.schema.json.',
];

type Schema = z.core.$ZodTypes;

/** The text of values.yaml: all values, with their defaults or, where there is none, with an example that is switched off. */
export function valuesYaml(read: Read): string {
  const comments = valuesComments(read);
  const blocks = Object.entries(chartValues.shape).map(([key, part]) => topLevel(key, part as unknown as Schema, comments));
  return `${[HEADER, ...blocks].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function topLevel(key: string, part: Schema, comments: DocComments): readonly string[] {
  const comment = commentOf(chartValues, key, comments);
  const inner = unwrap(part);
  const head = commentLines(comment?.text ?? '', '');
  if (inner._zod.def.type === 'array') {
    const entry = objectLines(inner._zod.def.element as z.core.$ZodObject, `${key}[]`, '    ', comments);
    return [...head, ...blockSwitchedOff([`${key}:`, ...asItem(entry)])];
  }
  const lines = [`${key}:`, ...(isObject(inner) ? objectLines(inner, key, '  ', comments) : [])];
  if (key === 'kedaChart') return [...head, ...lines, ...kedaChartLines()];
  if (part._zod.def.type === 'optional') return [...head, ...blockSwitchedOff(lines)];
  return [...head, ...(isObject(inner) ? lines : [valueLine(key, part, key)])];
}

/** The lines of an object as those of an item of a list: the first option has the dash, below its comment. */
function asItem(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => !/^ *#/.test(line));
  return lines.map((line, index) => (index === first ? line.replace(/^ {4}/, '  - ') : index < first ? line.slice(2) : line));
}

function objectLines(schema: z.core.$ZodObject, path: string, indent: string, comments: DocComments): readonly string[] {
  return Object.entries(schema._zod.def.shape).flatMap(([key, part]) => {
    const at = `${path}.${key}`;
    const comment = commentOf(schema, key, comments);
    return [...commentLines(commentText(comment, part as Schema), indent), ...optionLines(key, part as Schema, at, indent, comments)];
  });
}

function optionLines(key: string, part: Schema, path: string, indent: string, comments: DocComments): readonly string[] {
  const inner = unwrap(part);
  if (isObject(inner)) return [`${indent}${key}:`, ...objectLines(inner, path, `${indent}  `, comments)];
  if (inner._zod.def.type === 'union' && 'discriminator' in inner._zod.def) {
    const { discriminator } = inner._zod.def;
    const chosen = inner._zod.def.options.find(
      (option) => kindOf(option as z.ZodObject, String(discriminator)) === EXAMPLES[`${path}.kind`],
    );
    const further = FURTHER_CHOICES[path];
    return [
      ...(further === undefined ? [] : [`${indent}## Or: ${key}: ${inlineYaml(further)}`]),
      `${indent}${key}:`,
      ...objectLines(chosen as z.core.$ZodObject, path, `${indent}  `, comments),
    ];
  }
  const line = `${indent}${valueLine(key, part, path)}`;
  return [part._zod.def.type === 'optional' ? switchedOff(line) : line];
}

/** A value with its default, otherwise with an example. @throws if there is neither */
function valueLine(key: string, part: Schema, path: string): string {
  const { def } = part._zod;
  const value = def.type === 'default' ? def.defaultValue : EXAMPLES[path];
  if (value === undefined) throw new Error(`values.yaml shows no value of ${path}: add one to EXAMPLES`);
  return `${key}: ${inlineYaml(value)}`;
}

/** What this project needs of KEDA: the same that its stack for KEDA sets. */
function kedaChartLines(): readonly string[] {
  const values = kedaReleaseValues({ ...kedaOptions.parse({}), namespace: '' });
  const lines = (data: object) => stringify(data, { lineWidth: 0, singleQuote: true }).trimEnd().split('\n');
  return [
    ...commentLines(
      'Whether the release contains the CRDs of KEDA. Helm cannot create a ScaledJob in the release that contains its CRD, so apply the CRDs before the first install.',
      '  ',
    ),
    ...lines({ crds: { install: false } }).map((line) => `  ${line}`),
    ...commentLines('Settings of KEDA that this project needs, and what its containers request.', '  '),
    ...lines(values).map((line) => `  ${line}`),
  ];
}

/** The text of a comment and, if the line shows no default, what happens without the option. */
function commentText(comment: DocComment | undefined, part: Schema): string {
  const byDefault = comment?.default?.replace(/^- /, '');
  if (byDefault === undefined || part._zod.def.type === 'prefault') return comment?.text ?? '';
  const remark = part._zod.def.type === 'optional' ? byDefault : /\((.*)\)$/.exec(byDefault)?.[1];
  return `${comment?.text}${remark === undefined ? '' : ` Default: ${remark}.`}`;
}

function commentOf(schema: z.core.$ZodObject, key: string, comments: DocComments): DocComment | undefined {
  const [name = ''] = Object.entries(OBJECT_SCHEMAS).find(([, value]) => value === schema) ?? [];
  return comments.get(name)?.get(key);
}

function unwrap(schema: Schema): Schema {
  const { def } = schema._zod;
  return def.type === 'default' || def.type === 'optional' || def.type === 'prefault' ? (def.innerType as Schema) : schema;
}

const isObject = (schema: Schema): schema is z.ZodObject => schema._zod.def.type === 'object';
const kindOf = (option: z.ZodObject, key: string) => (option.shape[key] as z.ZodLiteral).value;
