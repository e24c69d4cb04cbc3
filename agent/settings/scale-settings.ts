import * as z from 'zod/mini';
import { SCALER_SERVER } from '../../config/pod-contract';
import { POLLING } from '../../config/timings';
import { isTimeZone } from '../../config/warm/time-zone';
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

const day = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
const warmWindow = z.object({
  agents: z.int(),
  days: z.array(day),
  from: z.string(),
  to: z.string(),
  timeZone: z.optional(z.string().check(z.refine(isTimeZone, 'is not a time zone that the Node.js of this image knows'))),
});
const entry = z.object({
  name: z.string(),
  pool: z.union([z.string(), z.int()]),
  placeholder: z.string(),
  maxAgents: z.int().check(z.positive()),
  warm: z.array(warmWindow),
  warmMaxHours: z.number(),
  anticipate: z.boolean(),
});
const entryList = z.array(entry).check(z.minLength(1));

export function readScaleSettings(env: MutableEnvironment): ScaleSettings {
  const input = new InputReader(env);
  const kubernetes = readKubernetes(input);
  if (kubernetes === undefined) input.missing('AZP_NAMESPACE; "scale" runs only in Kubernetes');
  return input.finish('scale', {
    url: input.url('AZP_URL'),
    auth: readAuth(input),
    entries: readEntries(input),
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

function readEntries(input: InputReader): readonly ScalerEntry[] {
  const text = input.text('AZP_ENTRIES', '');
  if (text === '') input.missing('AZP_ENTRIES, the entries as JSON');
  const parsed = z.safeParse(entryList, readJson(text));
  if (parsed.success)
    return parsed.data.map(({ pool, ...rest }) => ({ ...rest, pool: typeof pool === 'number' ? { id: pool } : { name: pool } }));
  const [issue] = parsed.error.issues;
  if (text !== '') input.wrong(`AZP_ENTRIES is not as the agents stack writes it: ${issue?.path.join('.')} ${issue?.message}`);
  return [];
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readParallelJobs(input: InputReader): ParallelJobsOption {
  const text = input.text('AZP_PARALLEL_JOBS', 'bought');
  return text === 'bought' || text === 'unlimited' ? text : input.positive('AZP_PARALLEL_JOBS', 1);
}
