import * as z from 'zod/mini';
import { id, listOf, time } from '../../http/shapes';

const agentPool = z.object({ id, name: z.string() });

const agent = z.object({
  id,
  name: z.string(),
  enabled: z.boolean(),
  status: z.enum(['online', 'offline']),
  /** When it last went online or offline, in milliseconds since 1970 by the server's clock. */
  statusChangedOn: time,
  /** Present while a job is assigned or runs, if the request asked for it. */
  assignedRequest: z.nullish(z.object({ requestId: z.int(), receiveTime: time })),
  /** The last job that ended on it, if the request asked for it. */
  lastCompletedRequest: z.nullish(z.object({ requestId: z.int() })),
});

const texts = z._default(z.nullish(z.record(z.string(), z.string())), {});
const capableAgent = z.object({ name: z.string(), systemCapabilities: texts, userCapabilities: texts });

const reference = z.nullish(z.object({ id: z.int(), name: z.nullish(z.string()) }));

const jobRequest = z.object({
  requestId: z.int(),
  /** The id of the job in the timeline of its run. The plan of the run is `planId`. */
  jobId: z.nullish(z.string()),
  planId: z.nullish(z.string()),
  /** The agent. Present once the job is assigned. */
  reservedAgent: reference,
  /** The pipeline. */
  definition: reference,
  /** The run. */
  owner: reference,
  demands: z.nullish(z.array(z.string())),
  /** `ParallelismTag` is Public for a job of a public project, which takes none of the parallel jobs that the organisation has bought. */
  data: z.nullish(z.object({ ParallelismTag: z.nullish(z.string()) })),
  queueTime: time,
  assignTime: time,
  /** When an agent received the job. */
  receiveTime: time,
  finishTime: time,
  /** Absent until the job has finished. */
  result: z.nullish(z.string()),
});
/** A job in the queue of an agent pool, waiting, running or finished. Times are milliseconds since 1970 by the server's clock. */
export type JobRequest = z.output<typeof jobRequest>;

/** The shapes of answers, with the fields that this project uses. Any other answer is an error, never an empty result. */
export const shapes = {
  agent,
  agentPools: listOf(agentPool),
  agents: listOf(agent),
  capableAgents: listOf(capableAgent),
  jobRequests: listOf(jobRequest),
} as const;
