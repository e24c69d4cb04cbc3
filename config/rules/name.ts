import type { Rule } from './rule';

/** The pattern that cdktf looks for in texts: a number with an exponent (lib/tokens/private/encoding.js). */
const NUMBER = /[-|\d.+]+e[-|\d.eE+]+/g;
/** The first 16 bits of the doubles that cdktf uses as placeholders, which are about -8.1e298 to -8.4e298. */
const PLACEHOLDER_BITS = 0xfdff;

/**
 * In the name of a stack, cdktf reads such a number as a placeholder, and fails. literal-text.ts protects all other texts.
 * It can't protect the name of a stack, which is also a file name.
 */
export const nameRule: Rule = ({ name }) =>
  name === undefined || !(name.match(NUMBER) ?? []).some(isPlaceholder)
    ? []
    : [{ path: 'name', rule: 'must not contain a number like -82e297', value: name, remedy: 'put a "-" before the "e"' }];

function isPlaceholder(text: string): boolean {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Number.parseFloat(text));
  return view.getUint16(0) === PLACEHOLDER_BITS;
}
