import type { SecretMetadata } from '../../../lib/cluster/objects';
import type { ClusterReader } from '../../../lib/cluster/reader';

/** A key of a Secret. */
export interface SecretKey {
  readonly namespace: string;
  readonly secret: string;
  readonly key: string;
}

/** What is wrong with a Secret, as the rest of the sentence that starts with its name. Undefined if nothing is. Reads only its metadata. */
export async function secretFault(cluster: ClusterReader, { namespace, secret, key }: SecretKey): Promise<string | undefined> {
  const found = await cluster.secret(namespace, secret);
  if (found === undefined) return `does not exist in namespace ${namespace}`;
  const keys = keysOf(found);
  if (keys.length === 0 || keys.includes(key)) return undefined;
  return `in namespace ${namespace} has no key ${key}, but ${keys.join(', ')}`;
}

/** The command that creates a Secret. It reads the value from standard input, so that no history of a shell has it. */
export const createSecret = ({ namespace, secret, key }: SecretKey): string =>
  `kubectl create secret generic ${secret} --namespace ${namespace} --from-file=${key}=/dev/stdin`;

/**
 * The keys that the writers of a Secret own. None if the metadata does not list them: then nothing is known of the keys.
 * A server-side apply of `stringData` owns the keys there.
 */
function keysOf({ metadata: { managedFields } }: SecretMetadata): readonly string[] {
  const owned = managedFields.flatMap(({ fieldsV1 = {} }) =>
    ['f:data', 'f:stringData'].flatMap((field) => Object.keys(fieldsV1[field] ?? {})),
  );
  return [...new Set(owned.filter((name) => name.startsWith('f:')).map((name) => name.slice('f:'.length)))].sort();
}
