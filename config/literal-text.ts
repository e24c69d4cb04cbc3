import { mapText } from './map-text';

/** A noncharacter of Unicode: no text needs it, and JSON writes it as it is. Text that has it keeps it, see below. */
const MARK = '\uFDD0';

/**
 * Where a mark breaks up what would mean something on the way to Terraform: templates (`${`, `%{`) and placeholders of
 * cdktf (`${TfToken[`, `#{TfToken[`, `&{TfToken[`), its placeholders for numbers (-8.3e+298, also within a text), its two
 * words for maps, and the one name that no JavaScript object takes (cdktf lib/tokens/private/encoding.js, token.js).
 */
const BREAKS = /(?=\{)|(?<=(?:^|-)[-|\d.+]*)(?=e[-|\d.eE+])|(?= Map Token Value$)|(?<=^__proto__)$/g;

/**
 * Marks all text of a value, so that neither cdktf nor Terraform finds more than text in it. Give the stacks marked text
 * only, and take the marks out of what cdktf made of them with `unmarked`.
 */
export function marked<Value>(value: Value): Value {
  return mapText(value, (text) => text.replaceAll(MARK, MARK + MARK).replaceAll(BREAKS, MARK));
}

/** Terraform JSON without marks: what was marked is literal text there, all else is what it was. */
export function unmarked<Json>(json: Json): Json {
  return mapText(json, (text) =>
    // Doubling the first character makes the start of a template plain text.
    text.replaceAll(/([$%])\uFDD0\{|\uFDD0(\uFDD0?)/g, (_, start: string | undefined, own: string) =>
      start === undefined ? own : `${start}${start}{`,
    ),
  );
}
