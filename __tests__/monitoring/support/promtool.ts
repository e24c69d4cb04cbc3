import { spawnSync } from 'node:child_process';

/**
 * Whether promtool, of the Debian package `prometheus`, is there. Without it a warning says what is not tested; in CI that is
 * an error.
 */
export function hasPromtool(): boolean {
  if (spawnSync('promtool', ['--version']).error === undefined) return true;
  const missing = 'promtool is missing, so the alert rules are not tested: apt-get install --no-install-recommends prometheus';
  if (process.env['CI']) throw new Error(missing);
  console.warn(missing);
  return false;
}

/** Runs promtool. @returns all that it says, and "" when it is content */
export function promtool(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stderr}` || `promtool ended with ${status}`;
}
