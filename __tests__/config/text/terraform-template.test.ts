import { escapeTemplate, unescapeTemplate } from '../../../config/text/terraform-template';

const value = { env: [{ name: 'PROMPT', value: 'a ${b} %{c} $d' }], '${key}': 1, flag: true };

test('text that would start a template is literal', () => {
  expect(escapeTemplate(value)).toEqual({ env: [{ name: 'PROMPT', value: 'a $${b} %%{c} $d' }], '$${key}': 1, flag: true });
});

test('Terraform reads back what was written', () => {
  expect(unescapeTemplate(escapeTemplate(value))).toEqual(value);
});

test('intended templates are not changed', () => {
  expect(escapeTemplate({ id: '${data.x.id}', text: '${y}' }, (text) => text.includes('data.'))).toEqual({
    id: '${data.x.id}',
    text: '$${y}',
  });
});
