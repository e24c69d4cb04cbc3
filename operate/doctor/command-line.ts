import { nearestName } from '../../config/text/nearest-name';
import { OPERATE } from '../../config/timings';
import { UsageError } from '../lib/command';
import { parseOptions } from '../lib/parse-options';
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
}

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly phase: Phase;
}

export function usage(checks: readonly Listed[]): string {
  const list = (phase: Phase) => checks.filter((check) => check.phase === phase).map(({ id, title }) => `  ${id.padEnd(22)} ${title}`);
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
  npm run doctor -- --help

It reads the config (AGENTS_CONFIG, otherwise agents.config.ts). It signs in to
Azure with the Azure CLI, to Azure DevOps with TF_VAR_azp_token or the Azure
CLI, to GitHub with TF_VAR_github_key or TF_VAR_github_token, and to the cluster
with the kubeconfig.

Before a deploy:
${list('before').join('\n')}

Of a deployment:
${list('after').join('\n')}

Exit codes: 0 nothing is wrong (there may be warnings), 1 a check failed,
2 usage error, 3 nothing could be checked.
`;
}

/** Reads the arguments. @throws UsageError, or what parseArgs throws for an option without its value */
export function parseCommandLine(args: readonly string[], checks: readonly Listed[]): Options {
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
  });
  const { before, after, only, json, url, project, repository, context } = values;
  const phase = before === after ? undefined : before ? 'before' : 'after';
  for (const id of only) {
    const check = checks.find((each) => each.id === id);
    if (check === undefined) throw new UsageError(unknownCheck(id, checks));
    if (phase !== undefined && check.phase !== phase) throw new UsageError(`--only ${id} is not a check of --${phase}`);
  }
  const gitHubUrl = values['github-url']?.replace(/\/$/, '');
  return { phase, only, json, url: url?.replace(/\/$/, ''), gitHubUrl, projects: project, repositories: repository, context };
}

function unknownCheck(id: string, checks: readonly Listed[]): string {
  const nearest = nearestName(
    id,
    checks.map((check) => check.id),
  );
  return `--only names no check: "${id}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`;
}
