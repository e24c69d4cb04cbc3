import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';

/** A file that can be fetched, as the Dockerfile wants it named. */
export interface ServedFile {
  readonly url: string;
  readonly sha256: string;
}

/** The same one each time where it is free: URLs are build arguments, and layers are kept by those. */
const PORT = 18427;

/** Serves some files on loopback, as a mirror would. */
export async function serveFiles(files: readonly string[]): Promise<{ readonly served: readonly ServedFile[]; close(): void }> {
  const server = createServer((request, response) => {
    const file = files.find((each) => request.url === `/${basename(each)}`);
    if (file === undefined) response.writeHead(404).end();
    else createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => {
    server.once('error', () => server.listen(0, '127.0.0.1'));
    server.listen(PORT, '127.0.0.1').once('listening', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const served = files.map((file) => ({
    url: `http://127.0.0.1:${port}/${basename(file)}`,
    sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
  }));
  return { served, close: () => server.close() };
}
