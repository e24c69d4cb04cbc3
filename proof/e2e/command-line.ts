import { parseArgs } from 'node:util';

export const USAGE = `Proves the system's behaviour in a real Kubernetes cluster with the real KEDA and the real image (docs/e2e.md).

  npm run e2e
  npm run e2e -- --only WORD         only scenarios whose file's name has the word; may be given several times
  npm run e2e -- --shell             brings the cluster up and holds it until Ctrl-C
  npm run e2e -- --save-image FILE   builds the agent image with a stub of the agent, and writes it as an archive
  npm run e2e -- --help

A cluster is made on this machine, which must be Linux, as root. With KUBECONFIG set, that cluster is used.`;

/** What the command line asks for. */
export type Request =
  | { readonly kind: 'help' | 'shell' }
  | { readonly kind: 'save-image'; readonly file: string }
  | { readonly kind: 'scenarios'; readonly only: readonly string[] };

/** Reads the arguments. @throws TypeError when they cannot be understood */
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
