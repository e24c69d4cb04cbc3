import type { Readable } from 'node:stream';

/** An object of Kubernetes has at most 1.5 MiB in its database (etcd, --max-request-bytes). */
const MAX_CHARACTERS = 4 * 1024 * 1024;

/** The complete lines of a stream. @throws if the stream breaks, or for a line that is too long */
export async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_CHARACTERS) throw new Error(`a line has more than ${MAX_CHARACTERS} characters`);
    yield* lines.filter((line) => line !== '');
  }
}
