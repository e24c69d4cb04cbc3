import fc from 'fast-check';
import { marked, unmarked } from '../../../config/text/literal-text';
import { readTerraformText } from '../../support/terraform-text';

const text = fc
  .array(fc.oneof(fc.constantFrom('$', '%', '{', '}', '\uFDD0', '$${', '-8.3e+298', '__proto__'), fc.string({ unit: 'binary' })), {
    maxLength: 10,
  })
  .map((parts) => parts.join(''));

test.each([
  ['${a} %{b} $d', '$${a} %%{b} $d'],
  ['$${a}', '$$${a}'],
  ['${TfToken[TOKEN.0]}', '$${TfToken[TOKEN.0]}'],
  ['#{TfToken[TOKEN.0]} &{x}', '#{TfToken[TOKEN.0]} &{x}'],
  ['-8.3e+298', '-8.3e+298'],
  ['String Map Token Value', 'String Map Token Value'],
  ['a\uFDD0b $\uFDD0{', 'a\uFDD0b $\uFDD0{'],
  ['plain', 'plain'],
])('%j is written as %j', (value, written) => {
  expect(unmarked(marked(value))).toBe(written);
});

test('marked text is literal for Terraform, and nothing of it is lost', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(readTerraformText(unmarked(marked(value)))).toEqual({ plain: value, templates: [] });
    }),
    { numRuns: 2000, seed: 12 },
  );
});

test('marked text contains nothing that cdktf looks for', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(marked(value)).not.toMatch(/[$%#&]\{|-[-|\d.+]*e[-|\d.eE+]|^(?:String|Any) Map Token Value$|^__proto__$/);
    }),
    { numRuns: 2000, seed: 12 },
  );
});

test('keys of maps are texts too, and templates of cdktf stay', () => {
  const tags = Object.fromEntries([
    ['__proto__', 'x'],
    ['${a}', 'y'],
  ]);
  expect(JSON.stringify(unmarked({ tags: marked(tags), id: '${azurerm_x.id}' }))).toBe(
    '{"tags":{"__proto__":"x","$${a}":"y"},"id":"${azurerm_x.id}"}',
  );
});

test.each(['String Map Token Value', 'Any Map Token Value', '__proto__', '-8.3e+298', '8.3e298'])('cdktf does not see %s', (value) => {
  expect(marked(value)).not.toBe(value);
  expect(unmarked(marked(value))).toBe(value);
});
