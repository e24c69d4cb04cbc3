import { projectFiles } from '../pipelines/project-files';
import { WHOLE_PROCESSES } from './longest-first.cjs';

test.each(WHOLE_PROCESSES)('there are tests in %s, which the sequencer starts first', (folder) => {
  const tests = projectFiles(/^__tests__\/.*\.test\.ts$/).filter((file) => file.startsWith(`__tests__/${folder}/`));
  expect(tests.length).toBeGreaterThan(0);
});
