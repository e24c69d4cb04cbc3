import { spawnSync } from 'node:child_process';

/**
 * Returns whether promtool (Debian package `prometheus`) is installed. If not, it prints a warning that says what is not
 * tested. In CI, that is an error.
 */
export function hasPromtool(): boolean {
  if (spawnSync('promtool', ['--version']).error === undefined) return true;
  const missing = 'promtool is missing, so the alert rules are not tested: apt-get install --no-install-recommends prometheus';
  if (process.env['CI']) throw new Error(missing);
  console.warn(missing);
  return false;
}

/** Runs promtool. @returns its output if it fails, and "" if it succeeds */
export function promtool(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stderr}` || `promtool ended with ${status}`;
}
