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

/** Helm stores a release in one Secret, of at most 1 MiB. Larger than this, it has no content, but is made to fill the memory. */
const MAX_BYTES = 64 * 1024 * 1024;

/** The first bytes of gzip. Helm also reads releases that are not compressed. */
const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);

/**
 * Decodes the data of the Secret of a release: Base64 of a Secret, in it Base64 of gzip of JSON
 * (helm.sh/helm/v3/pkg/storage/driver/util.go).
 * @throws Error with what is wrong with it
 */
export function decodeRelease(data: string): StoredRelease {
  const bytes = Buffer.from(Buffer.from(data, 'base64').toString('latin1'), 'base64');
  const parsed = z.safeParse(stored, jsonOf(bytes.subarray(0, GZIP.length).equals(GZIP) ? gunzip(bytes) : bytes));
  if (parsed.success) return parsed.data;
  throw new Error(`${parsed.error.issues[0]?.path.join('.') || 'all of it'} is not as Helm stores it`);
}

/** The error of JSON.parse quotes the text, which may be another Secret. */
function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Error('it is not JSON');
  }
}

function gunzip(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BYTES });
  } catch (error) {
    throw new Error(`it can't be decompressed: ${reason(error)}`);
  }
}
