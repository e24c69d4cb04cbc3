import * as z from 'zod/mini';
import { RestError } from '../service-error';
import type { JobSpec } from './job-spec';
import type { Workflow } from './run';

/** Inputs of the workflow that each repository of the fake has. */
export const LOAD_TEST_INPUTS: readonly string[] = ['count', 'jobs', 'seconds', 'runs-on', 'script'];

/** Most jobs of a matrix (docs.github.com, "Running variations of jobs in a workflow"). */
const MAX_JOBS = 256;

/**
 * The jobs of a run that `workflow_dispatch` starts. The fake's workflows know these inputs: `count` jobs in a matrix, or as
 * many as the JSON list `jobs` has items, each of which runs `script` or takes `seconds`, on the labels in `runs-on` (one, several
 * separated by commas, or a JSON list).
 *
 * @throws RestError 422 for inputs that the workflow does not have
 */
export function jobsFor({ inputs, runsOn }: Workflow, given: Readonly<Record<string, unknown>>): Omit<JobSpec, 'repository'>[] {
  if (inputs === undefined) throw new RestError(422, "Workflow does not have 'workflow_dispatch' trigger");
  const unexpected = Object.keys(given).filter((name) => !inputs.includes(name));
  if (unexpected.length > 0) throw new RestError(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  const text = (name: string): string | undefined => (given[name] === undefined ? undefined : String(given[name]));
  const count = listIn(text('jobs'))?.length ?? Number(text('count') ?? 1);
  if (!Number.isInteger(count) || count < 1 || count > MAX_JOBS) throw new RestError(422, `count must be 1 to ${MAX_JOBS}`);
  const labels =
    listIn(text('runs-on')) ??
    text('runs-on')
      ?.split(',')
      .map((label) => label.trim()) ??
    runsOn;
  return Array.from({ length: count }, (_, index) => ({
    labels,
    name: count === 1 ? 'load' : `load (${index + 1})`,
    seconds: Number(text('seconds') ?? 1),
    script: text('script') || undefined,
  }));
}

/** The items of a JSON list; undefined for any other text. @throws RestError 422 for a list that is no JSON */
function listIn(text: string | undefined): readonly string[] | undefined {
  if (!text?.startsWith('[')) return undefined;
  try {
    return z.parse(z.array(z.coerce.string()), JSON.parse(text));
  } catch {
    throw new RestError(422, `not a list: ${text}`);
  }
}
