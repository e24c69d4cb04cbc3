import * as configSchemas from '../../../config/schema';
import { type OptionTable, optionTables } from '../../lib/configuration-docs';
import { type DocComments, readDocComments } from '../../lib/doc-comments';
import { configComments } from '../../lib/render-configuration-docs';
import * as schemas from '.';
import { chartValues } from './chart-values';

/** Reads a file of the project. */
export type Read = (path: string) => string;

/** The files whose doc comments describe the values, in addition to those of the config. */
const SOURCES = ['services', 'cluster', 'entries', 'chart-values'].map((name) => `scripts/chart/values/${name}.ts`);

/** Every object schema of the values and of the config, which the values are made from. */
export const OBJECT_SCHEMAS: Readonly<Record<string, unknown>> = { ...configSchemas, ...schemas };

/** The doc comments of all values. */
export function valuesComments(read: Read): DocComments {
  const config = configComments(read);
  return new Map([...config, ...SOURCES.flatMap((path) => [...readDocComments(read(path), config)])]);
}

/** Every value, with its doc comment. */
export function valuesTables(read: Read): readonly OptionTable[] {
  return optionTables(chartValues, OBJECT_SCHEMAS, valuesComments(read), 'All values');
}
