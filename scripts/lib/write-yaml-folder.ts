import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { NativeObject } from '../../constructs/kubernetes/kubernetes-object';

/**
 * Writes objects as YAML, one file each, numbered in their order. Removes the files of an earlier run, and no others.
 * @returns the name of each object's file
 */
export function writeYamlFolder(folder: string, objects: readonly NativeObject[]): readonly string[] {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder).filter((name) => /^\d\d-.*\.yaml$/.test(name))) rmSync(join(folder, file));
  return objects.map((object, index) => {
    const file = `${String(index + 1).padStart(2, '0')}-${object.kind}-${object.metadata.name}.yaml`.toLowerCase();
    writeFileSync(join(folder, file), stringify(object, { lineWidth: 0 }));
    return file;
  });
}
