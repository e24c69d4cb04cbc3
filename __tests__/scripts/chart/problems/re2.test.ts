import fc from 'fast-check';
import { SECRETS, USER_INFO } from '../../../../config/problems/secret-text';
import { re2 } from '../../../../scripts/chart/problems/re2';

const PATTERNS = [USER_INFO, ...SECRETS];

/** A pattern of RE2 for JavaScript, which writes code points in another way. */
const inJavaScript = (pattern: string) => new RegExp(pattern.replaceAll(/\\x\{(\w{4})\}/g, '\\u$1'), 'g');

/** Replaces as a Go template does: twice. */
function replaced(text: string, regex: RegExp): string {
  const { pattern, replacement } = re2(regex);
  const [find, replace] = [inJavaScript(pattern), replacement('***').replaceAll(/\$\{(\d)\}/g, '$$$1')];
  return text.replaceAll(find, replace).replaceAll(find, replace);
}

/** Made up for this test, in the forms of the real ones. */
const TOKENS = [
  'abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst',
  'aB3dE6gH9j'.repeat(8).padEnd(84, '4'),
  'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZ2VudHMifQ.c2lnbmF0dXJl',
  'abc8Q~Zy0xWvUtSrQpOnMlKjIhGfEdCbA_987654',
  `${'aB3+'.repeat(21)}aB==`,
  `ghp_${'aB3dE6gH9j'.repeat(4)}`,
  `github_pat_${'aB3dE6gH9j'.repeat(2)}`,
  '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----',
  '-----BEGIN RSA PRIVATE KEY-----abc',
  'https://me:secret@host/a',
  'https://me@host',
  'me:secret@host',
  '?sig=aB3dE6gH9jaB3dE6gH9j',
];
const BETWEEN = [
  '',
  ' ',
  '\n',
  ',',
  '.',
  '_',
  '-',
  '~',
  ':',
  '"',
  '=',
  '@',
  '/',
  'a',
  '1',
  '\u00a0',
  '\u2003',
  '\ufeff',
  'é',
  ';',
  '&',
  '://',
];

const texts = fc
  .array(fc.oneof(fc.constantFrom(...TOKENS), fc.constantFrom(...BETWEEN)), { minLength: 1, maxLength: 9 })
  .map((parts) => parts.join(''));

test('secrets are found and replaced as in the config, though RE2 has no lookarounds', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const regex of PATTERNS) {
        expect(replaced(text, regex)).toBe(text.replaceAll(regex, '***'));
        expect(inJavaScript(re2(regex).pattern).test(text)).toBe(text.search(regex) >= 0);
      }
    }),
    { numRuns: 500 },
  );
});

test('each kind of a token is found', () => {
  for (const token of TOKENS) expect(PATTERNS.some((regex) => inJavaScript(re2(regex).pattern).test(token))).toBe(true);
});

test.each([[/(?<!\w)a(?=b)|c/], [/(?<=(a))b/], [/(a)\1/]])('%s has no form that RE2 knows', (regex) => {
  expect(() => re2(regex)).toThrow('RE2 has no form for');
});

test.each([
  [/(?<![a-z])x(?![^0-9])/, '(^|[^a-z])x([0-9]|$)', '${1}y${2}'],
  [/^secret$/i, '(?i)^secret$', 'y'],
  [/a\/b/, 'a/b', 'y'],
])('%s', (regex, pattern, replacement) => {
  expect(re2(regex).pattern).toBe(pattern);
  expect(re2(regex).replacement('y')).toBe(replacement);
});
