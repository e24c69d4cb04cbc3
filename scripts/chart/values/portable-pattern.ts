/** A pattern in the syntax that JavaScript and Go (RE2) share. Helm checks values with Go, editors do it with JavaScript. */
export interface PortablePattern {
  /** What a text must match. undefined: it may be any text. */
  readonly pattern: string | undefined;
  /** What a text must not match, in place of the lookarounds, which Go does not have. */
  readonly refused: readonly string[];
}

/** What `\s` means in JavaScript. In Go it means those of ASCII only. */
const BLANKS = '\\t\\n\\v\\f\\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** Go accepts no larger count, also not as the product of nested ones. */
const MAX_COUNT = 1000;

const TOKEN = /\[(?:\\.|[^\]\\])*\]|\\p\{\w+\}|\\.|\(\?:|\(\?|\{\d+(?:,\d*)?\}|[\s\S]/g;
const COUNT = /^\{(\d+)(,?)(\d*)\}$/;
/** Escapes with the same meaning in both languages. */
const SHARED_ESCAPE = /^\\(?:[dDwWnrtvf]|[.*+?^${}()|[\]\\/-]|p\{Cc\})$/;

/**
 * Converts a pattern of JavaScript. Texts with characters beyond U+FFFF may be up to twice as long for the result: JavaScript
 * counts such a character as two, unless the pattern has the flag `u`.
 * @throws on anything that is not known to mean the same in Go
 */
export function portablePattern({ source, flags }: RegExp): PortablePattern {
  if (/[^iu]/.test(flags)) throw new Error(`the pattern ${source} has flags that are not known to work in Go: ${flags}`);
  const ignoreCase = flags.includes('i');
  const head = source.startsWith('^(?!') ? closing(source, 1) : undefined;
  const rest = head === undefined ? source : `^${source.slice(head + 1)}`;
  const tail = rest.endsWith(')$') ? lookbehind(rest) : undefined;
  const positive = tail === undefined ? rest : `${rest.slice(0, tail)}$`;
  return {
    pattern: positive === '^' ? undefined : convert(positive, ignoreCase),
    refused: [
      ...(head === undefined ? [] : [`^(?:${convert(source.slice('^(?!'.length, head), ignoreCase)})`]),
      ...(tail === undefined ? [] : [`(?:${convert(rest.slice(tail + '(?<!'.length, -')$'.length), ignoreCase)})$`]),
    ],
  };
}

/** Where the group that opens at a position closes. */
function closing(source: string, open: number): number {
  const depths = { now: 0 };
  for (const { 0: token, index } of source.slice(open).matchAll(TOKEN)) {
    if (token.startsWith('(')) depths.now += 1;
    if (token === ')') depths.now -= 1;
    if (depths.now === 0) return open + index;
  }
  throw new Error(`the pattern ${source} has a group without an end`);
}

/** Where the negative lookbehind at the end of a pattern begins. */
function lookbehind(source: string): number | undefined {
  const at = source.lastIndexOf('(?<!');
  return at !== -1 && closing(source, at) === source.length - ')$'.length ? at : undefined;
}

/** A part of a converted pattern: its text, and the largest product of the counts in it. */
interface Part {
  readonly text: string;
  readonly count: number;
}

function convert(source: string, ignoreCase: boolean): string {
  const unknown = (token: string) => new Error(`the pattern ${source} has a part that is not known to mean the same in Go: ${token}`);
  /** The parts of each group that is open, the innermost last. */
  const open: Part[][] = [[]];
  const add = (text: string, count = 1) => open.at(-1)?.push({ text, count });
  for (const [token] of source.matchAll(TOKEN)) {
    if (token === '(' || token === '(?:') open.push([{ text: token, count: 1 }]);
    else if (token === ')') {
      const group = open.pop() ?? [];
      add(`${group.map(({ text }) => text).join('')})`, Math.max(...group.map(({ count }) => count)));
    } else if (COUNT.test(token)) {
      const repeated = open.at(-1)?.pop() ?? { text: '', count: 1 };
      const [, min = '', comma, max = ''] = COUNT.exec(token) ?? [];
      const most = comma === '' ? Number(min) : max === '' ? undefined : Number(max);
      const chunk = Math.floor(MAX_COUNT / repeated.count);
      const product = Math.min(chunk, most ?? Number(min)) * repeated.count;
      add(repetitions(repeated.text, Number(min), most, chunk), Math.max(product, repeated.count));
    } else if (token.startsWith('[')) add(classOf(token, ignoreCase, unknown));
    else if (token === '\\s') add(`[${BLANKS}]`);
    else if (token.startsWith('\\') ? SHARED_ESCAPE.test(token) : /^[^.{}()[\]]$/.test(token)) add(literal(token, ignoreCase));
    else throw unknown(token);
  }
  return (open[0] ?? []).map(({ text }) => text).join('');
}

/** A text so many times: as one count, or as several if it is too large for one. */
function repetitions(text: string, min: number, max: number | undefined, chunk: number): string {
  if (max === undefined) return min <= chunk ? `${text}{${min},}` : `${text}{${chunk}}${repetitions(text, min - chunk, max, chunk)}`;
  if (max <= chunk) return min === max ? `${text}{${max}}` : `${text}{${min},${max}}`;
  const first = Math.min(min, chunk);
  const head = first === chunk ? `${text}{${chunk}}` : `${text}{${first},${chunk}}`;
  return head + repetitions(text, min - first, max - chunk, chunk);
}

function literal(token: string, ignoreCase: boolean): string {
  return ignoreCase && /^[A-Za-z]$/.test(token) ? `[${token.toUpperCase()}${token.toLowerCase()}]` : token;
}

function classOf(token: string, ignoreCase: boolean, unknown: (token: string) => Error): string {
  const parts = [...token.slice(1, -1).matchAll(TOKEN)].map(([part]) => part);
  const isKnown = (part: string) => part === '\\s' || (part.startsWith('\\') ? SHARED_ESCAPE.test(part) : !/[[\]]/.test(part));
  const isEmpty = parts.length === 0 || (parts.length === 1 && parts[0] === '^');
  if (isEmpty || !parts.every(isKnown) || (ignoreCase && parts.some((part) => /^[A-Za-z]$/.test(part)))) throw unknown(token);
  return `[${parts.map((part) => (part === '\\s' ? BLANKS : part)).join('')}]`;
}
