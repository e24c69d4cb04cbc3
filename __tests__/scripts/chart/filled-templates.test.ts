import { filledTemplates } from '../../../scripts/chart/filled-templates';

test('a placeholder that nothing fills in is an error', () => {
  expect(() => filledTemplates(/^_problems-texts\.tpl$/, { secret: '`a`' })).toThrow(
    'scripts/chart/templates/_problems-texts.tpl has [[ plainText.secretOfGitHub ]], and nothing in scripts/chart/ fills it in',
  );
});

test('templates are in the order of their names, each with its facts', () => {
  const templates = filledTemplates(/^_problems(?:-texts)?\.tpl$/, {
    rules: '(list `a`)',
    secret: '`a`',
    'plainText.secretOfGitHub': '',
    'plainText.secret': '',
    'plainText.nul': '"rule" `b`',
  });
  expect(templates.map(({ file }) => file)).toEqual(['_problems-texts.tpl', '_problems.tpl']);
  expect(templates.map(({ text }) => text.includes('"value" .value "rule" `b`)') || text.includes('range (list `a`) }}'))).toEqual([
    true,
    true,
  ]);
});
