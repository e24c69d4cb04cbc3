import { parseArgs } from 'node:util';
import { UsageError } from '../lib/command';

export const USAGE = `Shows how the agents are: queue, agents, pods, scaling, nodes, image. What is wrong comes first, each with a command
that shows more. It changes nothing.

  npm run status
  npm run status -- --watch [SECONDS]   again and again, every 10 seconds unless said otherwise; without a terminal it
                                        prints when something has changed
  npm run status -- --json              for programs; with --watch one line for each look
  npm run status -- --context NAME      context of the kubeconfig; otherwise the one that az aks get-credentials makes
  npm run status -- --url URL           of the organisation; otherwise the config's
  npm run status -- --help

It reads the config (AGENTS_CONFIG, else agents.config.ts), signs in to Azure DevOps with TF_VAR_azp_token or the Azure CLI,
and to the cluster by the kubeconfig.

Exit codes: 0 nothing is wrong, 1 something is, 2 called wrongly, 3 nothing could be read, 130 ended by Ctrl-C.
`;

export interface Options {
  /** Seconds between two looks. @default - one look */
  readonly watchSeconds: number | undefined;
  readonly json: boolean;
  readonly context: string | undefined;
  readonly url: string | undefined;
}

const WATCH_SECONDS = '10';

/** Reads the arguments. @throws UsageError, or what parseArgs throws */
export function parseCommandLine(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: withSeconds(args),
    options: { watch: { type: 'string' }, json: { type: 'boolean', default: false }, context: { type: 'string' }, url: { type: 'string' } },
  });
  const { watch, json, context, url } = values;
  return { watchSeconds: watch === undefined ? undefined : seconds(watch), json, context, url: url?.replace(/\/$/, '') };
}

/** parseArgs knows no option whose value may be left out. */
function withSeconds(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    if (arg === '--watch') return /^\d/.test(args[index + 1] ?? '') ? ['--watch'] : ['--watch', WATCH_SECONDS];
    return [arg];
  });
}

function seconds(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 3600) return value;
  throw new UsageError(`--watch takes whole seconds from 1 to 3600, got "${text}"`);
}
