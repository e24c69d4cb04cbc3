import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NativeObject } from '../../constructs/kubernetes/kubernetes-object';
import { portableYaml } from '../../lib/portable-yaml';

/** The first line of each file of a deployment. Only files with it are ever removed. */
const firstLine = (deployment: string): string => `# npm run manifests: ${deployment}\n`;

/**
 * Writes the objects of a deployment as YAML, one file each, numbered in their order. Removes the files of an earlier run.
 * @returns the name of each object's file
 * @throws Error if the folder contains numbered YAML of somebody else. kubectl and GitOps tools would apply it too
 */
export function writeYamlFolder(folder: string, deployment: string, objects: readonly NativeObject[]): readonly string[] {
  const mark = firstLine(deployment);
  mkdirSync(folder, { recursive: true });
  for (const file of earlierFiles(folder, mark)) rmSync(join(folder, file));
  const digits = Math.max(2, String(objects.length).length);
  return objects.map((object, index) => {
    const file = `${String(index + 1).padStart(digits, '0')}-${object.kind}-${object.metadata.name}.yaml`.toLowerCase();
    writeFileSync(join(folder, file), mark + portableYaml(object));
    return file;
  });
}

function earlierFiles(folder: string, mark: string): readonly string[] {
  const numbered = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => /^\d{2,}-.*\.yaml$/.test(name));
  const others = numbered.filter((entry) => !entry.isFile() || !readFileSync(join(folder, entry.name), 'utf8').startsWith(mark));
  if (others.length === 0) return numbered.map(({ name }) => name);
  const [first] = others.map(({ name }) => name).sort();
  const more = others.length === 1 ? '' : ` and ${others.length - 1} more`;
  throw new Error(
    `${folder} contains ${first}${more} without the first line "${mark.trim()}", so nothing is written. Delete what an earlier version of this project wrote; otherwise rename it, or choose another folder: one for each deployment`,
  );
}
