import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The service has given a credential that no job may have, or files that no listener can use. */
export class CredentialError extends Error {
  override readonly name = 'CredentialError';
}

/** Writes a file that appears complete and readable by this user only. */
export async function placeFile(folder: string, name: string, content: Uint8Array): Promise<void> {
  const partial = join(folder, `${name}.partial`);
  // An attempt that was killed may have left one. A symbolic link is removed, and its target is not overwritten.
  await rm(partial, { force: true, recursive: true });
  await writeFile(partial, content, { flag: 'wx', mode: 0o600 });
  await rename(partial, join(folder, name));
}

/** Copies files of some kilobytes from one folder to another, as `placeFile` does. */
export async function copyFiles(names: readonly string[], from: string, to: string): Promise<void> {
  for (const name of names) await placeFile(to, name, await readFile(join(from, name)));
}

/** Deletes files, also those that are not there. */
export async function deleteFiles(names: readonly string[], folder: string): Promise<void> {
  for (const name of names) await rm(join(folder, name), { force: true });
}

/** Undefined if the text of a `.credentials` file has none. Agents and runners write the file alike, with or without a byte order mark. */
export function credentialScheme(text: string): string | undefined {
  const scheme = fieldsOf(text)?.get('scheme');
  return typeof scheme === 'string' ? scheme : undefined;
}

/** The fields of a JSON object, by their names in lower case: .NET ignores case. Undefined if the text is no JSON object. */
export function fieldsOf(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
    return new Map(Object.entries(json).map(([key, value]: [string, unknown]) => [key.toLowerCase(), value]));
  } catch {
    return undefined;
  }
}
