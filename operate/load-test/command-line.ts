import { OPERATE } from '../../config/timings';
import { UsageError } from '../lib/command';
import { parseOptions } from '../lib/parse-options';
import { RELEASE_OPTIONS, type ReleaseChoice, releaseChoice } from '../release/choice';

/** Defaults of options. */
const DEFAULTS = { jobs: '10', seconds: '60', pipeline: 'load-test', workflow: 'load-test.yml' } as const;

export const USAGE = `Queues a run of a pipeline or workflow with many jobs and follows it. Then it
reports how long the jobs waited for an agent or runner, and which were left
behind.

  npm run load-test -- --jobs 10

  --jobs N                jobs in the run, 1 to 500, for a runner pool 1 to 256;
                          default ${DEFAULTS.jobs}
  --seconds N             how long each job runs; default ${DEFAULTS.seconds}
  --project NAME          the project that has the pipeline; default the only
                          one that you see or, in a pipeline, its own
  --pipeline NAME|ID      a pipeline created from pipelines/load-test.yml;
                          default ${DEFAULTS.pipeline}
  --repository NAME       the repository that has the workflow, such as
                          contoso/shop; default that of the runners or, in a
                          workflow, its own
  --workflow FILE         a workflow made from pipelines/load-test-workflow.yml;
                          default ${DEFAULTS.workflow}
  --pool NAME             an entry of agentPools or runnerPools in the config;
                          default the first
  --ref REF               branch or tag, such as refs/heads/main; default that
                          of the pipeline or repository
  --url URL               URL of the organisation; default the config's
  --github-url URL        URL in GitHub; default the config's
  --release NAME          a Helm release, whose entries take the place of those
                          of the config; needs --namespace
  --namespace NAME        namespace of the Helm release
  --context NAME          context of the kubeconfig, to read the Helm release;
                          default the current one
  --every N               seconds between two reads of the run; default ${OPERATE.loadTestPoll.seconds}
  --timeout N             seconds after which the run is cancelled; default ${OPERATE.loadTest.seconds}
  --leftovers-after N     seconds from the end of the last job until agents left
                          behind are counted; default ${OPERATE.leftovers.seconds}
  --fail-over-p95 N       exit code 1 if the p95 from queue to start is over N
                          seconds
  --json FILE             writes the figures
  --svg FILE              writes a chart with a bar for each job
  --help

It signs in with TF_VAR_azp_token or the Azure CLI. A token needs the scopes
Build (Read & execute) and Agent Pools (Read). For a runner pool it signs in
with TF_VAR_github_key or TF_VAR_github_token, which needs the permission
Actions: Read and write. All times are the service's.
Ctrl-C cancels the run that it queued; a second Ctrl-C ends it immediately.

Exit codes: 0 nothing is wrong, 1 a job failed, something was left behind or the
p95 is over the limit, 2 usage error, 3 the test could not run, 130 ended by
Ctrl-C.
`;

export interface Options {
  readonly jobs: number;
  /** How long each job runs. */
  readonly seconds: number;
  /** @default - the only one that the identity sees, or that of the pipeline in which this runs */
  readonly project: string | undefined;
  /** Name, or id in digits. */
  readonly pipeline: string;
  /** @default - that of the runners, or that of the workflow in which this runs */
  readonly repository: string | undefined;
  /** File of the workflow, or its id in digits. */
  readonly workflow: string;
  /** Name of an entry of the config. @default - the first */
  readonly pool: string | undefined;
  readonly ref: string | undefined;
  readonly url: string | undefined;
  readonly gitHubUrl: string | undefined;
  /** The Helm release to test. @default - what the config deploys */
  readonly release: ReleaseChoice | undefined;
  readonly everySeconds: number;
  readonly timeoutSeconds: number;
  readonly leftoversAfterSeconds: number;
  readonly failOverP95Seconds: number | undefined;
  readonly json: string | undefined;
  readonly svg: string | undefined;
}

/** Reads the arguments. @throws UsageError, or what parseArgs throws for an option without its value */
export function parseCommandLine(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const values = parseOptions(args, {
    ...{ jobs: text, seconds: text, project: text, pipeline: text, pool: text, ref: text, url: text, every: text, timeout: text },
    ...{ repository: text, workflow: text, 'github-url': text, 'leftovers-after': text, 'fail-over-p95': text, json: text, svg: text },
    ...RELEASE_OPTIONS,
    context: text,
  });
  if (values.context !== undefined && values.release === undefined)
    throw new UsageError('--context is for --release: without a Helm release, the load test reads no cluster');
  if (values.project === '') throw new UsageError('--project must not be empty');
  return {
    jobs: number('--jobs', values.jobs ?? DEFAULTS.jobs, { min: 1, max: 500, whole: true }),
    seconds: number('--seconds', values.seconds ?? DEFAULTS.seconds, { min: 0, max: 3600, whole: true }),
    project: values.project,
    pipeline: values.pipeline ?? DEFAULTS.pipeline,
    repository: values.repository,
    workflow: values.workflow ?? DEFAULTS.workflow,
    pool: values.pool,
    ref: values.ref,
    url: values.url?.replace(/\/$/, ''),
    gitHubUrl: values['github-url']?.replace(/\/$/, ''),
    release: releaseChoice(values),
    everySeconds: number('--every', values.every ?? `${OPERATE.loadTestPoll.seconds}`, { min: 0.1, max: 60 }),
    timeoutSeconds: number('--timeout', values.timeout ?? `${OPERATE.loadTest.seconds}`, { min: 1, max: 86_400 }),
    leftoversAfterSeconds: number('--leftovers-after', values['leftovers-after'] ?? `${OPERATE.leftovers.seconds}`, { min: 0, max: 3600 }),
    failOverP95Seconds:
      values['fail-over-p95'] === undefined ? undefined : number('--fail-over-p95', values['fail-over-p95'], { min: 0, max: 86_400 }),
    json: values.json,
    svg: values.svg,
  };
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
}

function number(option: string, text: string, { min, max, whole = false }: Range): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  throw new UsageError(`${option} takes a ${whole ? 'whole ' : ''}number from ${min} to ${max}, got "${text}"`);
}
