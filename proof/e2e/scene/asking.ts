import type { Problem } from '../../../operate/status/problem';
import type { Snapshot } from '../../../operate/status/snapshot';
import { eventually } from './eventually';
import { type Ended, runOperator } from './operator-command';
import type { Scene } from './scene';

/** What status says of a scene, and its exit code. */
export type SeenStatus = Snapshot & { readonly problems: readonly Problem[]; readonly code: number | null };

/** One check of the doctor. */
export interface SeenCheck {
  readonly id: string;
  readonly status: 'pass' | 'warn' | 'fail' | 'skip';
  readonly finding: string;
  readonly advice?: string;
}

/** Asks status until it says what is waited for. */
export const statusSays = (scene: Scene, what: string, isIt: (seen: SeenStatus) => boolean): Promise<SeenStatus> =>
  says(
    `status shows ${what}`,
    () => runOperator(scene, 'status', ['--json']),
    (ended) => ({ ...jsonOf(ended), code: ended.code }),
    isIt,
  );

/** Asks the doctor for the checks of a deployment until one of them fails as it is waited for. */
export async function doctorFinds(scene: Scene, id: string, finding: RegExp): Promise<SeenCheck> {
  const checks = await says(
    `the doctor's check ${id} finds ${finding}`,
    () => runOperator(scene, 'doctor', ['--after', '--json']),
    checksOf,
    (found) => found.some((check) => check.id === id && check.status === 'fail' && finding.test(check.finding)),
  );
  const found = checks.find((check) => check.id === id);
  if (found === undefined) throw new Error(`the doctor has no check ${id}`);
  return found;
}

/** The doctor finds nothing wrong in the deployment, with all of its checks. */
export const doctorIsContent = (scene: Scene): Promise<readonly SeenCheck[]> =>
  says(
    'the doctor finds nothing wrong',
    () => runOperator(scene, 'doctor', ['--after', '--json']),
    checksOf,
    (checks) => checks.length > 0 && checks.every(({ status }) => status === 'pass'),
  );

const checksOf = (ended: Ended): readonly SeenCheck[] => jsonOf(ended).checks;

function jsonOf({ code, stdout, stderr }: Ended) {
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`no JSON, exit code ${code}: ${stdout}${stderr}`);
  }
}

async function says<T>(what: string, run: () => Promise<Ended>, read: (ended: Ended) => T, isIt: (seen: T) => boolean): Promise<T> {
  let last = '';
  return eventually<T | undefined>(
    () => `${what}: ${last}`,
    async () => {
      const ended = await run();
      last = `${ended.code} ${ended.stdout}${ended.stderr}`;
      const seen = read(ended);
      return isIt(seen) ? seen : undefined;
    },
  ) as Promise<T>;
}
