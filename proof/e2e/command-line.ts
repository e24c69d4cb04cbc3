import { parseArgs } from 'node:util';

export const USAGE = `Tests this project in a real Kubernetes cluster with the real KEDA and the real image (docs/e2e.md).

  npm run e2e                        runs all scenarios
  npm run e2e -- --only WORD         runs only scenarios with the word in their file name; can be repeated
  npm run e2e -- --shell             starts the cluster and keeps it running until Ctrl-C
  npm run e2e -- --save-image FILE   builds the agent image with a stub agent and writes it to an archive
  npm run e2e -- --help              shows this text

Creates a cluster on this machine, which requires Linux and root. If KUBECONFIG is set, uses that cluster instead.`;

/** What to do, as read from the command line. */
export type Request =
  | { readonly kind: 'help' | 'shell' }
  | { readonly kind: 'save-image'; readonly file: string }
  | { readonly kind: 'scenarios'; readonly only: readonly string[] };

/** Parses the arguments. @throws TypeError if they are invalid */
export function parseCommandLine(args: readonly string[]): Request {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean' },
      shell: { type: 'boolean' },
      only: { type: 'string', multiple: true, default: [] },
      'save-image': { type: 'string' },
    },
  });
  if (values.help) return { kind: 'help' };
  if (values.shell) return { kind: 'shell' };
  const file = values['save-image'];
  return file === undefined ? { kind: 'scenarios', only: values.only } : { kind: 'save-image', file };
}
