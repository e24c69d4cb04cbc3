import { spawnSync } from 'node:child_process';

/**
 * Whether promtool is installed; it is in the Debian package `prometheus`. Without it, warns of the tests that do not run. In
 * CI, that is an error.
 */
export function hasPromtool(): boolean {
  if (spawnSync('promtool', ['--version']).error === undefined) return true;
  const missing = 'promtool is missing, so the alert rules are not tested: apt-get install --no-install-recommends prometheus';
  if (process.env['CI']) throw new Error(missing);
  console.warn(missing);
  return false;
}

/** Runs promtool. @returns its output, which is "" without problems */
export function promtool(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stderr}` || `promtool ended with ${status}`;
}
