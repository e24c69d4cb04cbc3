import { OPERATE } from '../../config/timings';
import { UsageError } from '../lib/command';
import { parseOptions } from '../lib/parse-options';
import { RELEASE_OPTIONS, type ReleaseChoice, releaseChoice } from '../release/choice';

export const USAGE = `Shows the state of a deployment: queue, agents, runners, pods, scaling, nodes,
image. Problems come first, each with a command that shows more. It changes
nothing.

  npm run status
  npm run status -- --watch [SECONDS]   repeats, every ${OPERATE.watch.seconds} seconds by default;
                                        without a terminal it prints only when
                                        something has changed
  npm run status -- --json              prints JSON for programs; with --watch,
                                        one line for each repetition
  npm run status -- --context NAME      context of the kubeconfig; default the
                                        one that az aks get-credentials creates
  npm run status -- --url URL           URL of the organisation; default the
                                        config's
  npm run status -- --github-url URL    URL in GitHub; default the config's
  npm run status -- --release NAME --namespace NAMESPACE
                                        shows a Helm release in place of what
                                        the config deploys; default context the
                                        current one
  npm run status -- --help

It reads the config (AGENTS_CONFIG, otherwise agents.config.ts), or the values
of the Helm release, which Helm has stored in the cluster. It signs in to
Azure DevOps with TF_VAR_azp_token or the Azure CLI, and to the cluster with the
kubeconfig. It lists the runners of GitHub if TF_VAR_github_key or
TF_VAR_github_token is set.

Exit codes: 0 nothing is wrong, 1 something is wrong, 2 usage error, 3 nothing
could be read, 130 ended by Ctrl-C.
`;

export interface Options {
  /** Seconds between two screens. @default - one screen */
  readonly watchSeconds: number | undefined;
  readonly json: boolean;
  readonly context: string | undefined;
  readonly url: string | undefined;
  readonly gitHubUrl: string | undefined;
  /** The Helm release to show. @default - what the config deploys */
  readonly release: ReleaseChoice | undefined;
}

/** Reads the arguments. @throws UsageError, or what parseArgs throws for an option without its value */
export function parseCommandLine(args: readonly string[]): Options {
  const values = parseOptions(withSeconds(args), {
    watch: { type: 'string' },
    json: { type: 'boolean', default: false },
    context: { type: 'string' },
    url: { type: 'string' },
    'github-url': { type: 'string' },
    ...RELEASE_OPTIONS,
  });
  const { watch, json, context, url, 'github-url': gitHubUrl } = values;
  return {
    watchSeconds: watch === undefined ? undefined : seconds(watch),
    json,
    context,
    url: url?.replace(/\/$/, ''),
    gitHubUrl: gitHubUrl?.replace(/\/$/, ''),
    release: releaseChoice(values),
  };
}

/** parseArgs has no options whose value may be omitted. */
function withSeconds(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    if (arg === '--watch') return /^\d/.test(args[index + 1] ?? '') ? ['--watch'] : ['--watch', `${OPERATE.watch.seconds}`];
    return [arg];
  });
}

function seconds(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 3600) return value;
  throw new UsageError(`--watch takes whole seconds from 1 to 3600, got "${text}"`);
}
