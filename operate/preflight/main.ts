import { projectOf, withConfig } from '../../config/project';
import { printWarnings } from '../lib/print-warnings';
import { deployProblems } from './deploy-problems';
import { thisWorkstation } from './this-workstation';

const [work = 'deploy'] = process.argv.slice(2);

/** Says everything that would stop a deploy (or a destroy) half-way, before it begins. */
withConfig(projectOf(__dirname), (config) => {
  printWarnings(config);
  const problems = deployProblems(config, thisWorkstation(process.env));
  if (problems.length === 0) return;
  console.error([`This ${work} would fail:`, ...problems.map((problem) => `- ${problem}`)].join('\n'));
  process.exitCode = 1;
});
