import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configOptions, renderConfigurationDocs } from '../../../scripts/lib/render-configuration-docs';

const read = (path: string) => readFileSync(join(__dirname, '../../..', path), 'utf8');
const options = configOptions(read).flatMap(({ rows }) => rows);

test('docs/configuration.md matches the schema; if not, run: npm run docs', () => {
  expect(read('docs/configuration.md')).toBe(renderConfigurationDocs(read));
});

test('the schema has options', () => {
  expect(options.length).toBeGreaterThan(60);
});

test.each(options.map((option) => [option.path, option] as const))('%s has a doc comment', (_, { comment }) => {
  expect(comment?.text).toMatch(/^[A-Z`].*\.$/);
});

test.each(options.filter(({ schemaDefault }) => schemaDefault !== undefined).map((option) => [option.path, option] as const))(
  'the doc comment of %s states the default that the schema fills in',
  (_, { comment, schemaDefault }) => {
    const stated = comment?.default?.replace(/ \(.*\)$/, '').replaceAll("'", '"');
    expect(stated).toBe(JSON.stringify(schemaDefault));
  },
);
