import type { Rule } from './rule';

/**
 * cdktf takes such a part of a stack's name for a number that it fills in later, and fails (lib/tokens/private/encoding.js).
 * All other texts are kept from it by literal-text.ts; a stack's name is a file name too.
 */
const NUMBER = /-\d+e\d{3}/;

export const nameRule: Rule = ({ name }) =>
  name === undefined || !NUMBER.test(name)
    ? []
    : [{ path: 'name', rule: 'must not hold a number like -82e297', value: name, remedy: 'put a "-" before the "e"' }];
