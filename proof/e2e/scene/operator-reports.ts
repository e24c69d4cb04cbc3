import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../../operate/load-test/report';
import type { Problem } from '../../../operate/status/problem';
import type { Snapshot } from '../../../operate/status/snapshot';
import { eventually } from './eventually';
import { type CommandResult, runOperatorCommand } from './operator-command';
import type { Scene } from './scene';

/** What `status --json` reports about a scene, and its exit code. */
export type StatusReport = Snapshot & { readonly problems: readonly Problem[]; readonly code: number | null };

/** One check in the report of `doctor --json`. */
export interface CheckResult {
  readonly id: string;
  readonly status: 'pass' | 'warn' | 'fail' | 'skip';
  readonly finding: string;
  readonly advice?: string;
}

interface ExpectedStatus {
  /** The expected report in words, for the message of the error. */
  readonly what: string;
  readonly isExpected: (report: StatusReport) => boolean;
}

interface ExpectedFinding {
  readonly check: string;
  readonly finding: RegExp;
}

/** Runs `status` until its report is the expected one. @param options further arguments @returns that report */
export const untilStatusShows = (
  scene: Scene,
  { what, isExpected }: ExpectedStatus,
  options: readonly string[] = [],
): Promise<StatusReport> =>
  untilReported({
    what: `status shows ${what}`,
    run: () => runOperatorCommand(scene, 'status', ['--json', ...options]),
    read: (result) => ({ ...parseReport(result), code: result.code }),
    isExpected,
  });

/** Runs the doctor's checks of a deployment until one fails with the expected finding. @param options further arguments @returns that check */
export async function untilDoctorFinds(
  scene: Scene,
  { check: id, finding }: ExpectedFinding,
  options: readonly string[] = [],
): Promise<CheckResult> {
  const isFound = (check: CheckResult) => check.id === id && check.status === 'fail' && finding.test(check.finding);
  const checks = await untilReported({
    what: `the doctor's check ${id} finds ${finding}`,
    run: () => runDoctor(scene, options),
    read: checksOf,
    isExpected: (found) => found.some(isFound),
  });
  const found = checks.find(isFound);
  if (found === undefined) throw new Error(`the doctor has no check ${id}`);
  return found;
}

/** Some checks are about one trigger only. */
const isWell = ({ status, finding }: CheckResult): boolean =>
  status === 'pass' || (status === 'skip' && finding.startsWith('not needed: '));

/** Runs the doctor until all of its checks of the deployment pass that the trigger needs. @param options further arguments @returns the checks */
export const untilDoctorPasses = (scene: Scene, options: readonly string[] = []): Promise<readonly CheckResult[]> =>
  untilReported({
    what: 'all checks of the doctor pass',
    run: () => runDoctor(scene, options),
    read: checksOf,
    isExpected: (checks) => checks.length > 0 && checks.every(isWell),
  });

/** Runs some of the doctor's checks before a deploy. @returns what each found */
export async function runDoctorBefore(scene: Scene, checks: readonly string[]): Promise<readonly CheckResult[]> {
  return checksOf(await runOperatorCommand(scene, 'doctor', ['--before', '--json', ...checks.flatMap((id) => ['--only', id])]));
}

/** Runs a load test, asserts that it succeeds, and reads its report. */
export async function runLoadTest(scene: Scene, args: readonly string[]): Promise<{ readonly report: Report; readonly output: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'load-test-'));
  try {
    const file = join(folder, 'report.json');
    const { code, stdout, stderr } = await runOperatorCommand(scene, 'load-test', [...args, '--json', file]);
    assert.equal(code, 0, `${stdout}${stderr}`);
    return { report: JSON.parse(readFileSync(file, 'utf8')), output: stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const runDoctor = (scene: Scene, options: readonly string[]): Promise<CommandResult> =>
  runOperatorCommand(scene, 'doctor', ['--after', '--json', ...options]);

const checksOf = (result: CommandResult): readonly CheckResult[] => parseReport(result).checks;

function parseReport({ code, stdout, stderr }: CommandResult) {
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`the command printed no JSON, exit code ${code}: ${stdout}${stderr}`);
  }
}

interface Expected<T> {
  readonly what: string;
  readonly run: () => Promise<CommandResult>;
  readonly read: (result: CommandResult) => T;
  readonly isExpected: (report: T) => boolean;
}

async function untilReported<T>({ what, run, read, isExpected }: Expected<T>): Promise<T> {
  let last = '';
  return eventually<T | undefined>(
    () => `${what}: ${last}`,
    async () => {
      const result = await run();
      last = `${result.code} ${result.stdout}${result.stderr}`;
      const report = read(result);
      return isExpected(report) ? report : undefined;
    },
  ) as Promise<T>;
}
