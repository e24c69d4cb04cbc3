import { UsageError } from '../../operate/lib/command';
import { parseOptions } from '../../operate/lib/parse-options';
import { NEWEST_TESTED_KEDA_VERSION, TESTED_KEDA_VERSIONS, testedKedaVersion } from '../e2e/keda-versions';
import type { ClusterOptions } from '../e2e/run-in-cluster';

export const USAGE = `Runs everything on this machine, without Azure: a cluster, KEDA, a fake Azure
DevOps, and agents that come and go (docs/try.md).

  npm run try [-- --port <port>] [--jobs <number>] [--once] [--keda <version>]

  --port   port of the page on 127.0.0.1, default 8090; 0 takes any free port
  --jobs   jobs to queue at the start, 1 to 100; the page and the key q queue
           more
  --once   ends when the jobs of --jobs are over
  --keda   version of KEDA: ${TESTED_KEDA_VERSIONS.join(' or ')}, default ${NEWEST_TESTED_KEDA_VERSION};
           with KUBECONFIG, that of the cluster
  --help   shows this text

Creates a cluster on this machine, which requires Linux and root. If KUBECONFIG
is set, uses that cluster instead. Ctrl-C removes everything.

Exit code: 0 all jobs of --once succeeded, 1 one did not or after an error,
2 usage error or there can be no cluster here, 130 after Ctrl-C.
`;

export interface Options extends ClusterOptions {
  readonly port: number;
  /** Jobs to queue at the start. */
  readonly jobs: number;
  /** Whether to end when these jobs are over. */
  readonly once: boolean;
}

const MAX_JOBS = 100;

/** @throws UsageError that names the invalid argument */
export function readOptions(args: readonly string[]): Options {
  const values = parseOptions(args, {
    port: { type: 'string' },
    jobs: { type: 'string' },
    once: { type: 'boolean' },
    keda: { type: 'string' },
  });
  const port = integer('--port', values.port ?? '8090', { min: 0, max: 65_535 });
  const jobs = values.jobs === undefined ? 0 : integer('--jobs', values.jobs, { min: 1, max: MAX_JOBS });
  const { once = false } = values;
  if (once && jobs === 0) throw new UsageError('--once waits for the jobs of --jobs, which is missing');
  return { port, jobs, once, keda: values.keda === undefined ? undefined : testedKedaVersion(values.keda) };
}

function integer(option: string, text: string, { min, max }: { readonly min: number; readonly max: number }): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new UsageError(`${option} must be ${min} to ${max}, got "${text}"`);
}
