// Searches for secrets as a job could: in every file that it can read and in every process that it can see, for the secret and its
// usual encodings. It runs inside a container, with the image's own Node.js.
//
//   node find-secrets.js <name>=<first half>:<second half> ...
//
// Secrets are passed in halves, so that the search does not put a whole one into an argument, the environment or a file of the
// container. This process, which joins them, is not searched. It prints one line of JSON, a `Findings`.
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs';
import { join } from 'node:path';

export interface Findings {
  /** Places of each secret, like `/run/secrets/azp/token (plain)`. */
  readonly found: Readonly<Record<string, readonly string[]>>;
  readonly files: number;
  readonly megabytes: number;
  /** Command lines of the searched processes. */
  readonly processes: readonly string[];
  /** Processes whose memory could be read. */
  readonly memories: number;
}

interface Needle {
  readonly secret: string;
  readonly form: string;
  readonly bytes: Buffer;
}

const CHUNK_BYTES = 4 * 1024 * 1024;
/** Larger than any file of the image. A larger file is sparse or endless, and is skipped. */
const MAX_FILE_BYTES = 2 ** 30;
const buffer = Buffer.alloc(CHUNK_BYTES);
const ownPid = `${process.pid}`;

const needles = process.argv.slice(2).flatMap((argument) => {
  const [name = '', halves = ''] = argument.split('=');
  return formsOf(name, halves.replace(':', ''));
});
const overlap = Math.max(...needles.map(({ bytes }) => bytes.length)) - 1;
const found: Record<string, string[]> = Object.fromEntries(needles.map(({ secret }) => [secret, []]));
const processes: string[] = [];
let files = 0;
let bytesRead = 0;
let memories = 0;

searchFolder('/');
for (const pid of readdirSync('/proc')) if (/^\d+$/.test(pid) && pid !== ownPid) attempt(() => searchProcess(pid));
console.log(JSON.stringify({ found, files, megabytes: Math.round(bytesRead / 1e6), processes, memories } satisfies Findings));

function formsOf(secret: string, value: string): Needle[] {
  const plain = Buffer.from(value);
  const texts: [string, Buffer][] = [
    ['plain', plain],
    ['UTF-16', Buffer.from(value, 'utf16le')],
    ['hexadecimal', Buffer.from(plain.toString('hex'))],
    ['backwards', Buffer.from([...value].reverse().join(''))],
    // base64 of a text that contains the secret, such as ":token" of a Basic header: three alignments, without the digits at both
    // ends, which depend on the text around it.
    ...[0, 1, 2].map((offset): [string, Buffer] => {
      const digits = Buffer.concat([Buffer.alloc(offset), plain]).toString('base64');
      return ['base64', Buffer.from(digits.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + plain.length) * 8) / 6)))];
    }),
  ];
  return texts.map(([form, bytes]) => ({ secret, form, bytes }));
}

/**
 * Searches a folder. It skips links, because their targets are searched themselves. It skips pipes, sockets and devices, because
 * reading removes their content.
 */
function searchFolder(folder: string): void {
  attempt(() => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isFile()) attempt(() => searchFile(path, path));
      if (entry.isDirectory() && path !== '/proc' && path !== '/sys') searchFolder(path);
    }
  });
}

function searchFile(path: string, where: string): void {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile() || stats.size > MAX_FILE_BYTES) return;
    files += 1;
    search(file, where, { start: 0, length: MAX_FILE_BYTES });
  } finally {
    closeSync(file);
  }
}

function searchProcess(pid: string): void {
  const folder = join('/proc', pid);
  const argv = readFileSync(join(folder, 'cmdline'), 'utf8').split('\0').join(' ').trim();
  const where = (what: string) => `${what} of process ${pid}: ${argv.slice(0, 80)}`;
  processes.push(argv);
  for (const name of ['cmdline', 'environ', 'maps', 'mountinfo', 'status']) attempt(() => searchFile(join(folder, name), where(name)));
  attempt(() => {
    for (const fd of readdirSync(join(folder, 'fd'))) {
      attempt(() => match(Buffer.from(readlinkSync(join(folder, 'fd', fd))), where(`link of fd ${fd}`)));
      attempt(() => searchFile(join(folder, 'fd', fd), where(`fd ${fd}`)));
    }
  });
  attempt(() => searchMemory(folder, where('memory')));
}

/** Searches the writable memory of a process. Read-only memory comes from files, which are searched themselves. */
function searchMemory(folder: string, where: string): void {
  const memory = openSync(join(folder, 'mem'), 'r');
  try {
    for (const line of readFileSync(join(folder, 'maps'), 'utf8').split('\n')) {
      const [, start, end, name = ''] = /^(\w+)-(\w+) rw\S+ \S+ \S+ \d+\s*(.*)$/.exec(line) ?? [];
      if (start === undefined || end === undefined || name.startsWith('[v')) continue;
      const from = Number.parseInt(start, 16);
      attempt(() => search(memory, where, { start: from, length: Number.parseInt(end, 16) - from }));
    }
    memories += 1;
  } finally {
    closeSync(memory);
  }
}

/** Searches a range of an open file, in chunks that overlap by the longest secret. */
function search(file: number, where: string, { start, length }: { readonly start: number; readonly length: number }): void {
  let kept = 0;
  for (let offset = 0; offset < length; ) {
    const count = readSync(file, buffer, kept, Math.min(CHUNK_BYTES - kept, length - offset), start + offset);
    if (count === 0) return;
    bytesRead += count;
    offset += count;
    match(buffer.subarray(0, kept + count), where);
    const rest = Math.min(overlap, kept + count);
    buffer.copyWithin(0, kept + count - rest, kept + count);
    kept = rest;
  }
}

function match(text: Buffer, where: string): void {
  for (const { secret, form, bytes } of needles) {
    const place = `${where} (${form})`;
    if (text.includes(bytes) && !found[secret]?.includes(place)) found[secret]?.push(place);
  }
}

/** Runs an action and ignores its error: the file is not readable, or no longer exists. */
function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // Skip it.
  }
}
