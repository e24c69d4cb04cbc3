import { gunzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import { reason } from '../../lib/reason';

/** Helm omits what is empty. */
const values = z.pipe(
  z.nullish(z.record(z.string(), z.unknown())),
  z.transform((map) => map ?? {}),
);

/** The fields that are read of what Helm stores (helm.sh/helm/v3/pkg/release/release.go; those of Helm 4 have the same names). */
const stored = z.object({
  name: z.string(),
  namespace: z.string(),
  version: z.int(),
  chart: z.object({ metadata: z.object({ name: z.string(), version: z.string() }), values }),
  config: values,
  manifest: z._default(z.string(), ''),
});

/** One revision of a Helm release, as Helm stores it. */
export type StoredRelease = z.output<typeof stored>;

/** The first bytes of gzip. Helm also reads releases that are not compressed. */
const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);

/**
 * Decodes the data of the Secret of a release: Base64 of a Secret, in it Base64 of gzip of JSON
 * (helm.sh/helm/v3/pkg/storage/driver/util.go).
 * @throws Error with what is wrong with it
 */
export function decodeRelease(data: string): StoredRelease {
  const bytes = Buffer.from(Buffer.from(data, 'base64').toString('latin1'), 'base64');
  const parsed = z.safeParse(stored, JSON.parse((bytes.subarray(0, GZIP.length).equals(GZIP) ? gunzip(bytes) : bytes).toString('utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${parsed.error.issues[0]?.path.join('.') || 'all of it'} is not as Helm stores it`);
}

function gunzip(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new Error(`it can't be decompressed: ${reason(error)}`);
  }
}
