import { mapText } from './map-text';

/** A noncharacter of Unicode: texts do not need it, and JSON writes it unescaped. A text that contains it keeps it: `marked` doubles it. */
export const MARK = '\uFDD0';

/**
 * The places where a mark breaks up text with a meaning for cdktf or Terraform: templates (`${`, `%{`), placeholders of
 * cdktf (`${TfToken[`, `#{TfToken[`, `&{TfToken[`), its placeholders for numbers (-8.3e+298, also within a text), its two
 * words for maps, and `__proto__`, which can't be set as a key of an object (cdktf lib/tokens/private/encoding.js, token.js).
 */
const BREAKS = /(?=\{)|(?<=(?:^|-)[-|\d.+]*)(?=e[-|\d.eE+])|(?= Map Token Value$)|(?<=^__proto__)$/g;

/**
 * Marks all texts in a value, so that cdktf and Terraform treat them as plain text. Stacks get only marked texts;
 * `unmarked` removes the marks from the Terraform JSON that cdktf writes.
 */
export function marked<Value>(value: Value): Value {
  return mapText(value, (text) => text.replaceAll(MARK, MARK + MARK).replaceAll(BREAKS, MARK));
}

/** Removes the marks from Terraform JSON: marked texts become literal texts, everything else stays unchanged. */
export function unmarked<Json>(json: Json): Json {
  return mapText(json, (text) =>
    // In Terraform, `$${` and `%%{` stand for the texts `${` and `%{`.
    text.replaceAll(/([$%])\uFDD0\{|\uFDD0(\uFDD0?)/g, (_, start: string | undefined, own: string) =>
      start === undefined ? own : `${start}${start}{`,
    ),
  );
}
