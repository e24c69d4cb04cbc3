import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** The YAML files of a folder, without what only kustomize reads. */
export function yamlFilesOf(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml');
  return names.sort().map((name) => join(folder, name));
}

/** The documents in a YAML file, but for empty ones. */
export const yamlIn = (file: string): readonly unknown[] =>
  parseAllDocuments(readFileSync(file, 'utf8'))
    .map((document) => document.toJS() as unknown)
    .filter((content) => content !== null);
