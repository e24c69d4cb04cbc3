import * as schemas from '../../config/schema';
import { configSchema } from '../../config/schema/config';
import { configurationMarkdown, type OptionTable, optionTables } from './configuration-docs';
import { type DocComments, readDocComments } from './doc-comments';

/** The files whose doc comments describe the options. */
const SOURCES = [
  'config',
  'names',
  'backend',
  'resource-group',
  'cluster',
  'registry',
  'image',
  'keda',
  'azure-devops',
  'existing-secret',
  'github',
  'agent-pool',
  'runner-pool',
  'pod-options',
  'warm',
  'monitoring',
  'budget',
  'prices',
].map((name) => `config/schema/${name}.ts`);

/** The doc comments of all options of the config. @param read reads a file of the project */
export function configComments(read: (path: string) => string): DocComments {
  return new Map(SOURCES.flatMap((path) => [...readDocComments(read(path))]));
}

/** Every option of the config, with its doc comment. @param read reads a file of the project */
export function configOptions(read: (path: string) => string): readonly OptionTable[] {
  return optionTables(configSchema, schemas, configComments(read));
}

/** The text of docs/configuration.md. */
export function renderConfigurationDocs(read: (path: string) => string): string {
  const introduction = read('scripts/lib/configuration.intro.md').trimEnd();
  return `${introduction}\n\n${configurationMarkdown(configOptions(read)).trimEnd()}\n`;
}
