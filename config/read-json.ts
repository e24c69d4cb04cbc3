/**
 * Reads JSON as editors and shells write it: UTF-8 or, as Windows PowerShell does, UTF-16, with or without a byte order mark.
 * @throws SyntaxError that says where the fault is, without any text of the file: a secret may be there
 */
export function readJson(bytes: Uint8Array): unknown {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(bytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(fault(text, error instanceof Error ? error.message : ''));
  }
}

/** Messages of V8 show the text around the fault, and the place only where they don't. */
const EXCERPT = /, (?:\.\.\.)?"(.*)"(?:\.\.\.)? is not valid JSON$/s;
const PLACE = / in JSON at position (\d+).*$/s;

function fault(text: string, message: string): string {
  const excerpt = EXCERPT.exec(message)?.[1];
  const place = PLACE.exec(message)?.[1];
  const at = excerpt === undefined ? Number(place ?? text.length) : text.indexOf(excerpt) + excerpt.length / 2;
  const line = text.slice(0, at).split('\n').length;
  return `${message.replace(EXCERPT, '').replace(PLACE, '')}, near line ${line}`;
}
