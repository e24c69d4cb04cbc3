import type { Rule } from './rule';

/** What cdktf looks for in a text: a number with an exponent (lib/tokens/private/encoding.js). */
const NUMBER = /[-|\d.+]+e[-|\d.eE+]+/g;
/** The first 16 bits of each double that cdktf uses as a placeholder; they are about -8.1e298 to -8.4e298. */
const PLACEHOLDER_BITS = 0xfdff;

/**
 * cdktf takes such a part of a stack's name for a number that it fills in later, and fails.
 * All other texts are kept from it by literal-text.ts; a stack's name is a file name too.
 */
export const nameRule: Rule = ({ name }) =>
  name === undefined || !(name.match(NUMBER) ?? []).some(isPlaceholder)
    ? []
    : [{ path: 'name', rule: 'must not hold a number like -82e297', value: name, remedy: 'put a "-" before the "e"' }];

function isPlaceholder(text: string): boolean {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Number.parseFloat(text));
  return view.getUint16(0) === PLACEHOLDER_BITS;
}
