import { escapeTemplate, unescapeTemplate } from '../../config/terraform-template';

const value = { env: [{ name: 'PROMPT', value: 'a ${b} %{c} $d' }], '${key}': 1, flag: true };

test('text that would start a template means itself', () => {
  expect(escapeTemplate(value)).toEqual({ env: [{ name: 'PROMPT', value: 'a $${b} %%{c} $d' }], '$${key}': 1, flag: true });
});

test('Terraform reads back what was written', () => {
  expect(unescapeTemplate(escapeTemplate(value))).toEqual(value);
});

test('templates on purpose are left alone', () => {
  expect(escapeTemplate({ id: '${data.x.id}', text: '${y}' }, (text) => text.includes('data.'))).toEqual({
    id: '${data.x.id}',
    text: '$${y}',
  });
});
