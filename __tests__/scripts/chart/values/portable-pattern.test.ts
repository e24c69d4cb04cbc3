import fc from 'fast-check';
import type * as z from 'zod';
import { chartValues } from '../../../../scripts/chart/values/chart-values';
import { portablePattern } from '../../../../scripts/chart/values/portable-pattern';

/** Every pattern of a schema. */
function patternsOf(schema: z.core.$ZodType): readonly RegExp[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const defs: readonly object[] = [def, ...(def.checks ?? []).map((check) => check._zod.def)];
  const own = defs.flatMap((each) => ('pattern' in each && each.pattern instanceof RegExp ? [each.pattern] : []));
  const inner = (() => {
    if (def.type === 'object') return Object.values(def.shape);
    if (def.type === 'union') return def.options;
    if (def.type === 'array') return [def.element];
    if (def.type === 'record') return [def.keyType, def.valueType];
    return 'innerType' in def ? [def.innerType] : [];
  })();
  return [...own, ...inner.flatMap(patternsOf)];
}

const patterns = [...new Map(patternsOf(chartValues).map((pattern) => [`${pattern}`, pattern])).values()];

/** Whether a text matches the result, in JavaScript. */
function accepts(regex: RegExp, text: string): boolean {
  const { pattern, refused } = portablePattern(regex);
  return (pattern === undefined || new RegExp(pattern, 'u').test(text)) && !refused.some((each) => new RegExp(each, 'u').test(text));
}

test('the values have patterns with everything that the conversion is for', () => {
  expect(patterns.length).toBeGreaterThan(20);
  for (const part of ['^(?!', '(?<!', '{0,1023}', '\\s', '/i']) expect(patterns.join('\n')).toContain(part);
});

/** Text that matches a pattern, with something in it that may not. */
const nearby = (regex: RegExp) => {
  const simple = new RegExp(portablePattern(regex).pattern ?? '.*', 'u');
  const part = fc.constantFrom(
    '',
    ' ',
    '\u00a0',
    '\ufeff',
    '\n',
    '\u0000',
    '0',
    '0.0',
    'agent.',
    'AGENT.x',
    'InteractiveSession',
    'x',
    '/',
    ':',
    '@',
    '-',
  );
  return fc.tuple(part, fc.oneof(fc.stringMatching(simple, { size: 'small' }), fc.string()), part).map((parts) => parts.join(''));
};

test.each(patterns.map((pattern) => [`${pattern}`, pattern] as const))('%s means the same after its conversion', (_, pattern) => {
  fc.assert(
    fc.property(nearby(pattern), (text) => {
      fc.pre(!/[\u{10000}-\u{10ffff}]/u.test(text));
      return accepts(pattern, text) === pattern.test(text);
    }),
  );
});

test.each([
  [/^(?!\d+$)[a-z]{2}$/, { pattern: '^[a-z]{2}$', refused: ['^(?:\\d+$)'] }],
  [/^a(?<!b|(?:c))$/, { pattern: '^a$', refused: ['(?:b|(?:c))$'] }],
  [/^(?!agent\.)/i, { pattern: undefined, refused: ['^(?:[Aa][Gg][Ee][Nn][Tt]\\.)'] }],
  [/^[^\s"]$/, { pattern: '^[^\\t\\n\\v\\f\\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"]$', refused: [] }],
  [/^x{0,1023}$/, { pattern: '^x{0,1000}x{0,23}$', refused: [] }],
  [/^x{1500,2500}$/, { pattern: '^x{1000}x{500,1000}x{0,500}$', refused: [] }],
  [/^(?:ab){1001}$/, { pattern: '^(?:ab){1000}(?:ab){1}$', refused: [] }],
  [/^x{1001,}$/, { pattern: '^x{1000}x{1,}$', refused: [] }],
  [/^(?:x{0,300}y){1,4}$/, { pattern: '^(?:x{0,300}y){1,3}(?:x{0,300}y){0,1}$', refused: [] }],
])('%s is converted', (pattern, expected) => {
  expect(portablePattern(pattern)).toEqual(expected);
});

test.each([
  /^a(?=b)/,
  /^a(?!b)c$/,
  /^(?<name>a)$/,
  /^(a)\1$/,
  /^a.b$/,
  /^\S$/,
  /^[[:alpha:]]$/,
  /^[a-c]$/i,
  /^\p{L}$/u,
  ...['^[]$', '^[^]$'].map((source) => new RegExp(source)),
  /^a$/m,
  /^\bx$/,
])('%s is refused, because its meaning in Go is not known', (pattern) => {
  expect(() => portablePattern(pattern)).toThrow('the pattern ');
});
