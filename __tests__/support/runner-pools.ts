import type { ScaledJobObject } from '../../constructs/keda/keda-types';
import { scalerTrigger } from '../../constructs/pods/job-trigger';
import { scaledJobObject } from '../../constructs/pods/scaled-job';
import { runnerPods } from '../../constructs/runners/runner-pod';
import { type CompleteRunnerPoolProps, completeRunnerProps, type RunnerPoolProps } from '../../constructs/runners/runner-props';
import { type GitHubRunnersProps, gitHubRunners, type RunnerCredentials } from '../../providers/github/github-actions';

/** A GitHub App whose key is in a Secret. */
export const APP: RunnerCredentials = { kind: 'app', clientId: 'Iv23liExample', installationId: 12345, secretName: 'github-key' };

/** A personal access token in a Secret. */
export const GITHUB_TOKEN: RunnerCredentials = { kind: 'pat', secretName: 'github-token' };

/** A runner scale set, as a runner pool names it. */
export const SCALE_SET: GitHubRunnersProps = {
  url: 'https://github.com/contoso',
  scaleSet: 'gh-linux',
  runnerGroup: 'Default',
  credentials: APP,
};

/** A runner pool with an App and the config's defaults. */
export const aRunnerPool = (changes: Partial<RunnerPoolProps> = {}): CompleteRunnerPoolProps =>
  completeRunnerProps({
    objectName: 'pipelines-gh-linux',
    namespace: 'agents',
    serviceAccountName: 'github-runner',
    image: 'example.azurecr.io/github-runner:1',
    provider: gitHubRunners(SCALE_SET),
    ...changes,
  });

/** The ScaledJob of a runner pool, as `RunnerPool` makes it. */
export const runnerJobOf = (pool: CompleteRunnerPoolProps): ScaledJobObject =>
  scaledJobObject({ ...pool, ...runnerPods(pool), jobTrigger: scalerTrigger(pool) });
