import * as z from 'zod';
import { type FieldRule, field, text, wholeNumber } from './field';
import { podOptions } from './pod-options';

const CAPABILITY = /^[A-Za-z_][\w.-]{0,254}$/;
const DEMAND = /^[A-Za-z_][\w.-]{0,254}(?: -equals [^\s,"=](?:[^,"\r\n]*[^\s,"])?)?$/;
/** Not a capability that every agent sets by itself. Their names are compared without regard to case. */
const NOT_BUILT_IN = /^(?!agent\.|interactivesession(?: |$))/i;

const POOL_NAME = /^(?!\d+$)[^\s/\\$%"](?:[^/\\$%"\n]{0,126}[^\s/\\$%"])?$/;
const POOL: FieldRule = {
  rule: 'the name of an agent pool, or its id as a number',
  remedy: 'find both in Azure DevOps under Organization settings, Agent pools',
  meant: (value) => {
    // A name of digits is nearly always an id in quotes. An agent pool with such a name can be given by its id.
    return typeof value === 'string' && /^0*[1-9]\d*$/.test(value) ? `write an id without quotes: ${Number(value)}` : undefined;
  },
};

export const agentPool = z.strictObject({
  /** Name of this entry. It is part of the names of Kubernetes objects and of Terraform addresses, so renaming it replaces them. */
  name: podOptions.name,
  /** The agent pool in Azure DevOps, by name or by id. It must exist. @default - the entry's name */
  pool: field(z.union([text(POOL_NAME, POOL), z.int().min(1)]), POOL).optional(),
  /** The maximum number of agents at the same time. With keda.trigger `azure-pipelines`, agents in excess of your organisation's parallel jobs stay idle; with `metrics-api` they are not created. @default 10 */
  maxAgents: wholeNumber(1, 1000, 'set the most jobs that may run at the same time').default(10),
  /** Seconds between two polls of the queue: by the scaler with keda.trigger `metrics-api`, by KEDA with `azure-pipelines`. The scaler polls each agent pool once for all its entries, and all agent pools as often as the smallest number among all entries says; KEDA polls for each entry. @default - 2 with metrics-api, 10 with azure-pipelines */
  pollingSeconds: wholeNumber(1, 3600, 'leave it out: the default is quick and stays far below the rate limit of Azure DevOps').optional(),
  /** CPU that a job requests, as a Kubernetes quantity in cores; at least 10m. @default '500m' */
  cpu: podOptions.cpu,
  /** Memory that a job requests and is limited to, as a Kubernetes quantity in bytes; at least 256Mi. @default '2Gi' */
  memory: podOptions.memory,
  /** Disk space for the work folder of a job, as a Kubernetes quantity in bytes; at least 100Mi. A job that uses more is evicted. This is a limit, not a reservation: jobs on the same node share its OS disk. @default '20Gi' */
  workDisk: podOptions.workDisk,
  /** Disk space that a job may use outside of its work folder (home folder, /tmp and log), as a Kubernetes quantity in bytes; at least 100Mi. A job that uses more than this and workDisk together is evicted. @default '10Gi' */
  scratchDisk: podOptions.scratchDisk,
  /** Minutes that a job may take, counted from its start; a minute later the agent cancels it. Set it at least as high as timeoutInMinutes and cancelTimeoutInMinutes of the pipelines together. @default 60 */
  jobTimeoutMinutes: podOptions.jobTimeoutMinutes,
  /** Minutes an agent without a job waits before it deregisters. An agent has no job when the job was cancelled before pickup; until it leaves, it takes the next one. With `warm` or `anticipate`, the scaler then decides whether the agent stays. @default 1 */
  idleMinutes: podOptions.idleMinutes,
  /** Agents that are kept idle, ready for jobs to come, and when: see docs/warm.md. Only with keda.trigger `metrics-api`. @default [] (none) */
  warm: podOptions.warm,
  /** Hours after which a warm agent is replaced by a new one. @default 12 */
  warmMaxHours: podOptions.warmMaxHours,
  /** Start agents ahead of a steady stream of jobs: as many as jobs are likely to arrive while an agent starts. Only with keda.trigger `metrics-api`. @default false */
  anticipate: podOptions.anticipate,
  /** Demands that a job states to run on this entry, as "name" or "name -equals value". Its agents have the capabilities that meet them. @default [] (any job of the agent pool) */
  demands: z
    .array(
      field(z.string().regex(DEMAND).regex(NOT_BUILT_IN), {
        rule: 'a demand: "name" or "name -equals value", without commas, and not on Agent.* or InteractiveSession, which all agents have',
        remedy: 'write it as in the pipeline\'s "demands:"',
      }),
    )
    .default([]),
  /** Further capabilities of the agents, in addition to those that meet `demands` and those that the agent detects by itself. @default {} */
  capabilities: z
    .record(
      field(z.string().regex(CAPABILITY).regex(NOT_BUILT_IN), {
        rule: 'the name of a capability: up to 255 letters, digits, "_", "." and "-", and not Agent.* or InteractiveSession, which the agent sets',
        remedy: 'start it with a letter',
      }),
      text(/^(?!\s)[^\r\n]{0,1023}(?<!\s)$/, {
        rule: 'one line of at most 1023 characters, without blanks at its ends',
        remedy: 'the agent trims values and does not send longer ones',
      }),
    )
    .default({}),
  /** Environment variables of jobs, each of at most 128 KiB. Jobs get the values unchanged. Never write a secret here: use secret variables or a variable group of Azure DevOps. Settings of the program in the image (docs/agent.md) are rejected, and so are variables that change how the agent starts, such as PATH or HOME: set those in your own image. @default {} */
  env: podOptions.env,
  /** Labels that a node must have to run the agents, in addition to those of the agent node pool if there is one. To choose another node pool, select it by kubernetes.azure.com/agentpool, agentpool, kubernetes.azure.com/mode or dedicated: the labels and taints of the agent node pool are then left out. @default {} (the agent node pool if there is one, otherwise any Linux node) */
  nodeSelector: podOptions.nodeSelector,
  /** Taints that the agents tolerate, in addition to those of the agent node pool if they run on it. @default [] (those of the agent node pool if there is one) */
  tolerations: podOptions.tolerations,
  /** Namespaces of the cluster with pods that jobs may reach, such as a package cache. Everything outside of the cluster is always reachable. @default [] (no pod but DNS) */
  egressNamespaces: podOptions.egressNamespaces,
  /** Protect running jobs from node drains with a PodDisruptionBudget. A cluster upgrade then waits for jobs, and AKS may reject it. @default false */
  podDisruptionBudget: podOptions.podDisruptionBudget,
  /** Minutes that a finished pod is kept, so that it can be inspected. @default 10 */
  keepFinishedMinutes: podOptions.keepFinishedMinutes,
  /** The maximum number of finished pods of successful agents that are kept. @default 10 */
  keepSucceeded: podOptions.keepSucceeded,
  /** The maximum number of finished pods of failed agents that are kept. @default 10 */
  keepFailed: podOptions.keepFailed,
});
