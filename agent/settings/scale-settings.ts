import { SCALER_SERVER } from '../../config/pod-contract';
import { readEntries } from '../../config/scaler-entries';
import { POLLING } from '../../config/timings';
import type { KubernetesApi } from '../kubernetes/kubernetes-api';
import { type Auth, readAuth } from './auth-settings';
import { InputReader, type MutableEnvironment } from './input-reader';
import { readKubernetes } from './kubernetes-settings';
import type { ParallelJobsOption, ScalerEntry } from './scaler-entry';

export interface ScaleSettings {
  /** URL of the organisation, without a trailing slash. */
  readonly url: string;
  readonly auth: Auth;
  /** In order of preference. */
  readonly entries: readonly ScalerEntry[];
  /** The image of new agents. */
  readonly image: string;
  /** Between two reads of a queue. */
  readonly pollMs: number;
  readonly parallelJobs: ParallelJobsOption;
  readonly kubernetes: KubernetesApi;
  readonly ports: { readonly health: number; readonly numbers: number; readonly agents: number };
}

export function readScaleSettings(env: MutableEnvironment): ScaleSettings {
  const input = new InputReader(env);
  const kubernetes = readKubernetes(input);
  if (kubernetes === undefined) input.missing('AZP_NAMESPACE; "scale" runs only in Kubernetes');
  return input.finish('scale', {
    url: input.url('AZP_URL'),
    auth: readAuth(input),
    entries: readServedEntries(input),
    image: input.text('AZP_IMAGE', ''),
    pollMs: input.positive('AZP_POLL_SECONDS', POLLING.scaler.seconds) * 1000,
    parallelJobs: readParallelJobs(input),
    // If it is missing, `finish` throws.
    kubernetes: kubernetes as KubernetesApi,
    ports: {
      health: input.port('AZP_HEALTH_PORT', SCALER_SERVER.port),
      numbers: SCALER_SERVER.numbersPort,
      agents: SCALER_SERVER.agentsPort,
    },
  });
}

function readServedEntries(input: InputReader): readonly ScalerEntry[] {
  const text = input.text('AZP_ENTRIES', '');
  if (text === '') {
    input.missing('AZP_ENTRIES, the entries as JSON');
    return [];
  }
  const entries = readEntries(text);
  if ('problem' in entries) {
    input.wrong(`AZP_ENTRIES is not as the agents stack writes it: ${entries.problem}`);
    return [];
  }
  return entries.map(({ pool, ...rest }) => ({ ...rest, pool: typeof pool === 'number' ? { id: pool } : { name: pool } }));
}

function readParallelJobs(input: InputReader): ParallelJobsOption {
  const text = input.text('AZP_PARALLEL_JOBS', 'bought');
  return text === 'bought' || text === 'unlimited' ? text : input.positive('AZP_PARALLEL_JOBS', 1);
}
