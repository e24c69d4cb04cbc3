import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** Returns the YAML files of a folder, without kustomization.yaml. */
export function yamlFilesOf(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml');
  return names.sort().map((name) => join(folder, name));
}

/** Returns the documents of a YAML file that are not empty. */
export const yamlIn = (file: string): readonly unknown[] => documentsIn(readFileSync(file, 'utf8'));

/** Returns the documents of a text in YAML that are not empty. */
export const documentsIn = (text: string): readonly unknown[] =>
  parseAllDocuments(text)
    .map((document) => document.toJS() as unknown)
    .filter((content) => content !== null);
