import * as configSchemas from '../../../config/schema';
import { type OptionTable, optionTables } from '../../lib/configuration-docs';
import { type DocComments, readDocComments } from '../../lib/doc-comments';
import { configComments } from '../../lib/render-configuration-docs';
import * as schemas from '.';
import { chartValues } from './chart-values';

/** Reads a file of the project. */
export type Read = (path: string) => string;

/** The files whose doc comments describe the values, in addition to those of the config. */
const SOURCES = ['azure-pipelines/service-values', 'github/service-values', 'values/cluster', 'values/entries', 'values/chart-values'].map(
  (name) => `scripts/chart/${name}.ts`,
);

/** Every object schema of the values and of the config, which the values are made from. */
export const OBJECT_SCHEMAS: Readonly<Record<string, unknown>> = { ...configSchemas, ...schemas };

/** The doc comments of all values. */
export function valuesComments(read: Read): DocComments {
  const known = new Map(configComments(read));
  for (const path of SOURCES) for (const [name, comments] of readDocComments(read(path), known)) known.set(name, comments);
  return known;
}

/** Every value, with its doc comment. */
export function valuesTables(read: Read): readonly OptionTable[] {
  return optionTables(chartValues, OBJECT_SCHEMAS, valuesComments(read), 'All values');
}
