// What a job could do to find a secret: it looks into every file that it can read and at every process that it can see,
// for the secret and its usual encodings. It runs inside a container, under the image's own Node.js.
//
//   node walker.js <name>=<first half>:<second half> ...
//
// Secrets come in halves, so that none stands in the arguments, environment or files of this container by the search for
// it; this process itself, which puts them together, is left out. It prints one line of JSON, a `Findings`.
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs';
import { join } from 'node:path';

export interface Findings {
  /** Where each secret was found, like `/run/secrets/azp/token (plain)`. */
  readonly found: Readonly<Record<string, readonly string[]>>;
  readonly files: number;
  readonly megabytes: number;
  /** Command lines of the processes that were looked at. */
  readonly processes: readonly string[];
  /** Processes whose memory could be read. */
  readonly memories: number;
}

interface Needle {
  readonly secret: string;
  readonly form: string;
  readonly bytes: Buffer;
}

const CHUNK = 4 * 1024 * 1024;
/** More than any file of the image; past this a file is sparse or endless. */
const LARGEST = 2 ** 30;
const buffer = Buffer.alloc(CHUNK);
const self = `${process.pid}`;

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

walk('/');
for (const pid of readdirSync('/proc')) if (/^\d+$/.test(pid) && pid !== self) attempt(() => lookAtProcess(pid));
console.log(JSON.stringify({ found, files, megabytes: Math.round(bytesRead / 1e6), processes, memories } satisfies Findings));

function formsOf(secret: string, value: string): Needle[] {
  const plain = Buffer.from(value);
  const texts: [string, Buffer][] = [
    ['plain', plain],
    ['UTF-16', Buffer.from(value, 'utf16le')],
    ['hexadecimal', Buffer.from(plain.toString('hex'))],
    ['backwards', Buffer.from([...value].reverse().join(''))],
    // base64 of something that holds the secret, such as ":token" of a Basic header: three alignments, without the
    // digits at both ends that depend on what stands beside it.
    ...[0, 1, 2].map((before): [string, Buffer] => {
      const digits = Buffer.concat([Buffer.alloc(before), plain]).toString('base64');
      return ['base64', Buffer.from(digits.slice(Math.ceil((before * 8) / 6), Math.floor(((before + plain.length) * 8) / 6)))];
    }),
  ];
  return texts.map(([form, bytes]) => ({ secret, form, bytes }));
}

/** Links are passed over: what they lead to is elsewhere. So are pipes, sockets and devices: what is in them goes away by being read. */
function walk(folder: string): void {
  attempt(() => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isFile()) attempt(() => lookInto(path, path));
      if (entry.isDirectory() && path !== '/proc' && path !== '/sys') walk(path);
    }
  });
}

function lookInto(path: string, where: string): void {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile() || stats.size > LARGEST) return;
    files += 1;
    search(file, where, 0, LARGEST);
  } finally {
    closeSync(file);
  }
}

function lookAtProcess(pid: string): void {
  const folder = join('/proc', pid);
  const argv = readFileSync(join(folder, 'cmdline'), 'utf8').split('\0').join(' ').trim();
  const where = (what: string) => `${what} of process ${pid}: ${argv.slice(0, 80)}`;
  processes.push(argv);
  for (const name of ['cmdline', 'environ', 'maps', 'mountinfo', 'status']) attempt(() => lookInto(join(folder, name), where(name)));
  attempt(() => {
    for (const fd of readdirSync(join(folder, 'fd'))) {
      attempt(() => match(Buffer.from(readlinkSync(join(folder, 'fd', fd))), where(`link of fd ${fd}`)));
      attempt(() => lookInto(join(folder, 'fd', fd), where(`fd ${fd}`)));
    }
  });
  attempt(() => lookIntoMemory(folder, where('memory')));
}

/** Only memory that is no file: those are read where they lie. */
function lookIntoMemory(folder: string, where: string): void {
  const memory = openSync(join(folder, 'mem'), 'r');
  try {
    for (const line of readFileSync(join(folder, 'maps'), 'utf8').split('\n')) {
      const [, start, end, name = ''] = /^(\w+)-(\w+) rw\S+ \S+ \S+ \d+\s*(.*)$/.exec(line) ?? [];
      if (start === undefined || end === undefined || name.startsWith('[v')) continue;
      attempt(() => search(memory, where, Number.parseInt(start, 16), Number.parseInt(end, 16) - Number.parseInt(start, 16)));
    }
    memories += 1;
  } finally {
    closeSync(memory);
  }
}

function search(file: number, where: string, start: number, length: number): void {
  let kept = 0;
  for (let offset = 0; offset < length; ) {
    const count = readSync(file, buffer, kept, Math.min(CHUNK - kept, length - offset), start + offset);
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

/** A job takes what it can get: what is closed to it, or gone meanwhile, is passed over. */
function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // Not readable.
  }
}
