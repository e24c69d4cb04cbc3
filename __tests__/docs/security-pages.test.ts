import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readProjectFile } from '../pipelines/project-files';

const ROOT = join(__dirname, '../..');

/** Lists the tests and scenarios that a page names, by their path from the root. */
const proofsIn = (page: string): readonly string[] =>
  [...page.matchAll(/`((?:__tests__|proof)\/[\w./-]+\.ts)`/g)].map(([, path = '']) => path);

test('every test and scenario that docs/security.md names exists', () => {
  const proofs = proofsIn(readProjectFile('docs/security.md'));
  expect(proofs.length).toBeGreaterThan(10);
  expect(proofs.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
