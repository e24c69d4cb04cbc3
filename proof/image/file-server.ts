import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';

/** URL and checksum of a served file. */
export interface ServedFile {
  readonly url: string;
  readonly sha256: string;
}

/** The same in each run, if it is free: URLs are build arguments, and cached layers depend on those. */
const PREFERRED_PORT = 18427;

/** Serves files on loopback, like a mirror. */
export async function serveFiles(files: readonly string[]): Promise<{ readonly served: readonly ServedFile[]; close(): void }> {
  const server = createServer((request, response) => {
    const file = files.find((each) => request.url === `/${basename(each)}`);
    if (file === undefined) response.writeHead(404).end();
    else createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => {
    server.once('error', () => server.listen(0, '127.0.0.1'));
    server.listen(PREFERRED_PORT, '127.0.0.1').once('listening', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const served = files.map((file) => ({
    url: `http://127.0.0.1:${port}/${basename(file)}`,
    sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
  }));
  return { served, close: () => server.close() };
}
