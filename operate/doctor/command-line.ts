import { nearestName } from '../../config/text/nearest-name';
import { OPERATE } from '../../config/timings';
import { UsageError } from '../lib/command';
import { parseOptions } from '../lib/parse-options';
import { RELEASE_OPTIONS, type ReleaseChoice, releaseChoice } from '../release/choice';
import type { Phase } from './check';

/** All checks together, and one second for the start and the end of the doctor. */
const LONGEST_SECONDS = OPERATE.doctor.seconds + 1;

export interface Options {
  /** The phase to run. @default - both; `after` only if the cluster exists */
  readonly phase: Phase | undefined;
  /** The checks to run. Empty: all. */
  readonly only: readonly string[];
  readonly json: boolean;
  readonly url: string | undefined;
  readonly gitHubUrl: string | undefined;
  readonly projects: readonly string[];
  readonly repositories: readonly string[];
  readonly context: string | undefined;
  /** The Helm release to check in place of the config. @default - the config */
  readonly release: ReleaseChoice | undefined;
}

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly phase: Phase;
}

/** The checks of a config, and those of a Helm release. */
export interface ListedChecks {
  readonly config: readonly Listed[];
  readonly release: readonly Listed[];
}

export function usage({ config, release }: ListedChecks): string {
  const lines = (checks: readonly Listed[]) => checks.map(({ id, title }) => `  ${id.padEnd(22)} ${title}`);
  const list = (phase: Phase) => lines(config.filter((check) => check.phase === phase));
  return `Looks for anything that would stop a deploy or keeps a deployment from working,
and says how to fix it. It takes ${LONGEST_SECONDS} seconds at most and changes nothing.

  npm run doctor
  npm run doctor -- --before           only the checks before a deploy
  npm run doctor -- --after            only the checks of a deployment
  npm run doctor -- --only ID          only this check; may be repeated
  npm run doctor -- --json             prints JSON for programs
  npm run doctor -- --url URL          URL of the organisation; default the
                                       config's
  npm run doctor -- --github-url URL   URL in GitHub; default the config's
  npm run doctor -- --project NAME     a project whose pipelines use the agent
                                       pools; may be repeated; default all that
                                       are visible
  npm run doctor -- --repository NAME  a repository whose workflows use the
                                       runners, such as contoso/shop; may be
                                       repeated
  npm run doctor -- --context NAME     context of the kubeconfig; default the
                                       one that az aks get-credentials creates
  npm run doctor -- --release NAME --namespace NAMESPACE
                                       checks a Helm release in place of the
                                       config; default context the current one
  npm run doctor -- --help

It reads the config (AGENTS_CONFIG, otherwise agents.config.ts). It signs in to
Azure with the Azure CLI, to Azure DevOps with TF_VAR_azp_token or the Azure
CLI, to GitHub with TF_VAR_github_key or TF_VAR_github_token, and to the cluster
with the kubeconfig. For a Helm release it reads the values that Helm has stored
in the cluster in place of the config.

Before a deploy:
${list('before').join('\n')}

Of a deployment:
${list('after').join('\n')}

Of a Helm release, the checks of Azure and Terraform are left out, and these are
added:
${lines(without(release, config)).join('\n')}

Exit codes: 0 nothing is wrong (there may be warnings), 1 a check failed,
2 usage error, 3 nothing could be checked.
`;
}

/** Reads the arguments. @throws UsageError, or what parseArgs throws for an option without its value */
export function parseCommandLine(args: readonly string[], { config, release: ofRelease }: ListedChecks): Options {
  const values = parseOptions(args, {
    before: { type: 'boolean', default: false },
    after: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
    url: { type: 'string' },
    'github-url': { type: 'string' },
    project: { type: 'string', multiple: true, default: [] },
    repository: { type: 'string', multiple: true, default: [] },
    context: { type: 'string' },
    ...RELEASE_OPTIONS,
  });
  const { before, after, only, json, url, project, repository, context } = values;
  const phase = before === after ? undefined : before ? 'before' : 'after';
  const release = releaseChoice(values);
  const [checks, others, elsewhere] =
    release === undefined
      ? [config, ofRelease, 'is a check of a Helm release: name one with --release and --namespace']
      : [ofRelease, config, 'is a check of what Terraform deploys, and does not apply to a Helm release'];
  for (const id of only) {
    const check = checks.find((each) => each.id === id);
    if (check === undefined && others.some((other) => other.id === id)) throw new UsageError(`--only ${id} ${elsewhere}`);
    if (check === undefined) throw new UsageError(unknownCheck(id, checks));
    if (phase !== undefined && check.phase !== phase) throw new UsageError(`--only ${id} is not a check of --${phase}`);
  }
  const gitHubUrl = values['github-url']?.replace(/\/$/, '');
  return { phase, only, json, url: url?.replace(/\/$/, ''), gitHubUrl, projects: project, repositories: repository, context, release };
}

const without = (some: readonly Listed[], others: readonly Listed[]): readonly Listed[] =>
  some.filter(({ id }) => !others.some((other) => other.id === id));

function unknownCheck(id: string, checks: readonly Listed[]): string {
  const nearest = nearestName(
    id,
    checks.map((check) => check.id),
  );
  return `--only names no check: "${id}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`;
}
