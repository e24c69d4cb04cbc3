import { spawnSync } from 'node:child_process';
import { projectOf, withConfig } from '../config/project';
import { deployProblems, type Workstation } from './lib/deploy-problems';

const workstation: Workstation = {
  environment: process.env,
  run: (command, args) => {
    const { status, stdout, error } = spawnSync(command, args, { encoding: 'utf8', shell: process.platform === 'win32' });
    return error === undefined && status === 0 ? stdout : undefined;
  },
};

const [work = 'deploy'] = process.argv.slice(2);

/** Says everything that would stop a deploy (or a destroy) half-way, before it begins. */
withConfig(projectOf(__dirname), (config) => {
  const problems = deployProblems(config, workstation);
  if (problems.length === 0) return;
  console.error([`This ${work} would fail:`, ...problems.map((problem) => `- ${problem}`)].join('\n'));
  process.exitCode = 1;
});
