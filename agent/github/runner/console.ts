import type { JobNews } from '../../listener/program';

const TIME = '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ';
const RUNNING = new RegExp(`^${TIME}: Running job: `);
const COMPLETED = new RegExp(`^${TIME}: Job .* completed with result: \\w+\\s*$`);

/** What a line of the runner's console says about its job; undefined if nothing. The texts are in English only (actions/runner, JobDispatcher.cs). */
export function runnerNews(line: string): JobNews | undefined {
  if (RUNNING.test(line)) return 'taken';
  return COMPLETED.test(line) ? 'completed' : undefined;
}
