/**
 * Reads JSON as editors and shells write it: UTF-8 or, as Windows PowerShell does, UTF-16, with or without a byte order mark.
 * @throws SyntaxError with the line of the error, but without text of the file, which may contain a secret
 */
export function readJson(bytes: Uint8Array): unknown {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(bytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(placeOfError(text, error instanceof Error ? error.message : ''));
  }
}

/** A message of V8 contains either an excerpt of the text around the error or its position. */
const EXCERPT = /, (?:\.\.\.)?"(.*)"(?:\.\.\.)? is not valid JSON$/s;
const POSITION = / in JSON at position (\d+).*$/s;

function placeOfError(text: string, message: string): string {
  const excerpt = EXCERPT.exec(message)?.[1];
  const position = POSITION.exec(message)?.[1];
  const at = excerpt === undefined ? Number(position ?? text.length) : text.indexOf(excerpt) + excerpt.length / 2;
  const line = text.slice(0, at).split('\n').length;
  return `${message.replace(EXCERPT, '').replace(POSITION, '')}, near line ${line}`;
}
