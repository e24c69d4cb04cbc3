import { valuesTables } from '../../../../scripts/chart/values/comments';
import { renderValuesDocs } from '../../../../scripts/chart/values/render-values-docs';
import { readProject } from '../../../support/chart-values';

const values = valuesTables(readProject).flatMap(({ rows }) => rows);

test('docs/chart-values.md matches the schema; if not, run: npm run docs', () => {
  expect(readProject('docs/chart-values.md')).toBe(renderValuesDocs(readProject));
});

test('there are values', () => {
  expect(values.length).toBeGreaterThan(60);
});

test.each(values.map((value) => [value.path, value] as const))('%s has a doc comment', (_, { comment }) => {
  expect(comment?.text).toMatch(/^[A-Z`].*\.$/);
});

test.each(values.filter(({ schemaDefault }) => schemaDefault !== undefined).map((value) => [value.path, value] as const))(
  'the doc comment of %s states the default that the schema fills in',
  (_, { comment, schemaDefault }) => {
    const stated = comment?.default?.replace(/ \(.*\)$/, '').replaceAll("'", '"');
    expect(stated).toBe(JSON.stringify(schemaDefault));
  },
);

test('a value that the chart describes anew has the text of the chart, and others that of the config', () => {
  const textOf = (path: string) => values.find((value) => value.path === path)?.comment?.text;
  expect(textOf('agentPools[].nodeSelector')).toBe('Labels that a node must have to run the agents.');
  expect(textOf('runnerPools[].keepFailed')).toBe('The maximum number of finished pods of failed runners that are kept.');
});

test('no value is described as a part of Terraform', () => {
  expect(
    values.filter(({ comment }) => /terraform|TF_VAR|azurerm/i.test(`${comment?.text}${comment?.default}`)).map(({ path }) => path),
  ).toEqual([]);
});
