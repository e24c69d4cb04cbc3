import { goFilled, goJson, goList, goText } from '../../../scripts/chart/go-template';

test('a text stands between backquotes, in which Go has no escapes, unless it has one itself', () => {
  expect(goText('say "a\\b"')).toBe('`say "a\\b"`');
  expect(goText('say `a`')).toBe('"say `a`"');
});

test('a list of texts, a list and a map', () => {
  expect(goList(['a', 'b c'])).toBe('(list `a` `b c`)');
  expect(goJson(['a'])).toBe('(fromJsonArray `["a"]`)');
  expect(goJson({ a: 1 })).toBe('(fromJson `{"a":1}`)');
});

test('markers become the values of expressions, in their order in the text', () => {
  expect(goFilled('no marker: 100 %', { '71': '$a' })).toBe('`no marker: 100 %`');
  expect(goFilled('of 71 in a[0], 100 % and 71', { 'a[0]': '.path', '71': '$a' })).toBe(
    '(printf `of %v in %v, 100 %% and %v` $a .path $a)',
  );
});
