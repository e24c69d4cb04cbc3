import * as z from 'zod';
import { meantCpu, meantMemory } from '../quantities/meant-quantity';
import { CPU_PATTERN, MEMORY_PATTERN } from '../quantities/quantity';
import { AGENT_POD, IDLE } from '../timings';
import { field, flag, oneOf, text, wholeNumber } from './field';
import { warmWindow } from './warm';

const CAPABILITY = /^[A-Za-z_][\w.-]{0,254}$/;
const DEMAND = /^[A-Za-z_][\w.-]{0,254}(?: -equals [^\s,"=](?:[^,"\r\n]*[^\s,"])?)?$/;
/** Capabilities that every agent sets by itself. Their names are compared without regard to case. */
const BUILT_IN_CAPABILITY = /^(?:agent\.|interactivesession(?: |$))/i;
const LABEL_KEY = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?)?$/;

const labelKey = () =>
  text(LABEL_KEY, {
    rule: 'a label key: up to 63 letters, digits, "-", "_" and ".", with an optional DNS prefix',
    remedy: 'compare with: kubectl get nodes --show-labels',
  });
const labelValue = () =>
  text(LABEL_VALUE, {
    rule: 'a label value: up to 63 letters, digits, "-", "_" and "."',
    remedy: 'compare with: kubectl get nodes --show-labels',
  });

const diskSpace = () =>
  text(MEMORY_PATTERN, {
    rule: 'a quantity of bytes: "20Gi" or "500Mi"',
    remedy: 'write bytes with a suffix such as Gi',
    meant: meantMemory,
  });

export const toleration = z.strictObject({
  /** Key of the taint. */
  key: labelKey(),
  /** `Equal` compares the value too; `Exists` accepts any value. @default 'Equal' */
  operator: oneOf(['Equal', 'Exists'], 'Equal needs a value, Exists takes any').default('Equal'),
  /** Value of the taint. @default - none */
  value: labelValue().optional(),
  /** Effect of the taint. @default 'NoSchedule' */
  effect: oneOf(['NoSchedule', 'PreferNoSchedule', 'NoExecute'], 'compare with: kubectl describe node').default('NoSchedule'),
});

export const agentPool = z.strictObject({
  /** Name of this entry. It is part of the names of Kubernetes objects and of Terraform addresses, so renaming it replaces them. */
  name: text(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, {
    rule: '1 to 40 lower-case letters, digits and "-", with a letter or digit at both ends',
    remedy: 'choose a short name, like linux',
  }),
  /** The agent pool in Azure DevOps, by name or by id. It must exist. @default - the entry's name */
  pool: field(z.union([z.string().regex(/^(?!\d+$)[^\s/\\$%"](?:[^/\\$%"\n]{0,126}[^\s/\\$%"])?$/), z.int().min(1)]), {
    rule: 'the name of an agent pool, or its id as a number',
    remedy: 'find both in Azure DevOps under Organization settings, Agent pools',
    meant: (value) => {
      // A name of digits is nearly always an id in quotes. An agent pool with such a name can be given by its id.
      return typeof value === 'string' && /^0*[1-9]\d*$/.test(value) ? `write an id without quotes: ${Number(value)}` : undefined;
    },
  }).optional(),
  /** The maximum number of agents at the same time. With keda.trigger `azure-pipelines`, agents in excess of your organisation's parallel jobs stay idle; with `metrics-api` they are not created. @default 10 */
  maxAgents: wholeNumber(1, 1000, 'set the most jobs that may run at the same time').default(10),
  /** Seconds between two polls of the queue: by the scaler with keda.trigger `metrics-api`, by KEDA with `azure-pipelines`. The scaler polls each agent pool once for all its entries, and all agent pools as often as the smallest number among all entries says; KEDA polls for each entry. @default - 2 with metrics-api, 10 with azure-pipelines */
  pollingSeconds: wholeNumber(1, 3600, 'leave it out: the default is quick and stays far below the rate limit of Azure DevOps').optional(),
  /** CPU that a job requests, as a Kubernetes quantity in cores; at least 10m. @default '500m' */
  cpu: text(CPU_PATTERN, {
    rule: 'a CPU quantity: "500m", "2" or "1.5"',
    remedy: 'write cores, or thousandths of a core with "m"',
    meant: meantCpu,
  }).default('500m'),
  /** Memory that a job requests and is limited to, as a Kubernetes quantity in bytes; at least 256Mi. @default '2Gi' */
  memory: text(MEMORY_PATTERN, {
    rule: 'a memory quantity: "2Gi", "512Mi" or "2G"',
    remedy: 'write bytes with a suffix such as Mi or Gi',
    meant: meantMemory,
  }).default('2Gi'),
  /** Disk space for the work folder of a job, as a Kubernetes quantity in bytes; at least 100Mi. A job that uses more is evicted. This is a limit, not a reservation: jobs on the same node share its OS disk. @default '20Gi' */
  workDisk: diskSpace().default('20Gi'),
  /** Disk space that a job may use outside of its work folder (home folder, /tmp and log), as a Kubernetes quantity in bytes; at least 100Mi. A job that uses more than this and workDisk together is evicted. @default '10Gi' */
  scratchDisk: diskSpace().default('10Gi'),
  /** Minutes that a job may take, counted from its start; a minute later the agent cancels it. Set it at least as high as timeoutInMinutes and cancelTimeoutInMinutes of the pipelines together. @default 60 */
  jobTimeoutMinutes: wholeNumber(1, 10_080, 'a week is the maximum').default(AGENT_POD.job.minutes),
  /** Minutes an agent without a job waits before it deregisters. An agent has no job when the job was cancelled before pickup; until it leaves, it takes the next one. With `warm` or `anticipate`, the scaler then decides whether the agent stays. @default 1 */
  idleMinutes: wholeNumber(1, 1440, 'a few minutes are enough').default(IDLE.option.minutes),
  /** Agents that are kept idle, ready for jobs to come, and when: see docs/warm.md. Only with keda.trigger `metrics-api`. @default [] (none) */
  warm: field(z.array(warmWindow), {
    rule: 'a list of windows',
    remedy: 'write it in [ and ], like [{ agents: 1 }]',
  }).default([]),
  /** Hours after which a warm agent is replaced by a new one. @default 12 */
  warmMaxHours: wholeNumber(1, 168, '12 replaces agents once between two working days').default(12),
  /** Start agents ahead of a steady stream of jobs: as many as jobs are likely to arrive while an agent starts. Only with keda.trigger `metrics-api`. @default false */
  anticipate: flag().default(false),
  /** Demands that a job states to run on this entry, as "name" or "name -equals value". Its agents have the capabilities that meet them. @default [] (any job of the agent pool) */
  demands: z
    .array(
      field(
        z
          .string()
          .regex(DEMAND)
          .refine((demand) => !BUILT_IN_CAPABILITY.test(demand)),
        {
          rule: 'a demand: "name" or "name -equals value", without commas, and not on Agent.* or InteractiveSession, which all agents have',
          remedy: 'write it as in the pipeline\'s "demands:"',
        },
      ),
    )
    .default([]),
  /** Further capabilities of the agents, in addition to those that meet `demands` and those that the agent detects by itself. @default {} */
  capabilities: z
    .record(
      field(
        z
          .string()
          .regex(CAPABILITY)
          .refine((name) => !BUILT_IN_CAPABILITY.test(name)),
        {
          rule: 'the name of a capability: up to 255 letters, digits, "_", "." and "-", and not Agent.* or InteractiveSession, which the agent sets',
          remedy: 'start it with a letter',
        },
      ),
      text(/^(?!\s)[^\r\n]{0,1023}(?<!\s)$/, {
        rule: 'one line of at most 1023 characters, without blanks at its ends',
        remedy: 'the agent trims values and does not send longer ones',
      }),
    )
    .default({}),
  /** Environment variables of jobs, each of at most 128 KiB. Jobs get the values unchanged. Never write a secret here: use secret variables or a variable group of Azure DevOps. Settings of the program in the image (docs/agent.md) are rejected, and so are variables that change how the agent starts, such as PATH or HOME: set those in your own image. @default {} */
  env: z
    .record(
      text(/^[A-Za-z_]\w{0,254}$/, {
        rule: 'the name of a variable: up to 255 letters, digits and "_"',
        remedy: 'start it with a letter or "_"',
      }),
      field(z.string(), { rule: 'text', remedy: 'put numbers and booleans in quotes' }),
    )
    .default({}),
  /** Labels that a node must have to run the agents, in addition to those of the agent node pool if there is one. To choose another node pool, select it by kubernetes.azure.com/agentpool, agentpool, kubernetes.azure.com/mode or dedicated: the labels and taints of the agent node pool are then left out. @default {} (the agent node pool if there is one, otherwise any Linux node) */
  nodeSelector: z.record(labelKey(), labelValue()).default({}),
  /** Taints that the agents tolerate, in addition to those of the agent node pool if they run on it. @default [] (those of the agent node pool if there is one) */
  tolerations: field(z.array(toleration), { rule: 'a list of tolerations', remedy: 'write it in [ and ]' }).default([]),
  /** Namespaces of the cluster with pods that jobs may reach, such as a package cache. Everything outside of the cluster is always reachable. @default [] (no pod but DNS) */
  egressNamespaces: z
    .array(
      text(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
        rule: 'the name of a namespace: 1 to 63 lower-case letters, digits and "-"',
        remedy: 'compare with: kubectl get namespaces',
      }),
    )
    .default([]),
  /** Protect running jobs from node drains with a PodDisruptionBudget. A cluster upgrade then waits for jobs, and AKS may reject it. @default false */
  podDisruptionBudget: flag().default(false),
  /** Minutes that a finished pod is kept, so that it can be inspected. @default 10 */
  keepFinishedMinutes: wholeNumber(0, 10_080, '0 removes pods and their logs immediately').default(10),
  /** The maximum number of finished pods of successful agents that are kept. @default 10 */
  keepSucceeded: wholeNumber(0, 1000, '10 is enough to see what happened').default(10),
  /** The maximum number of finished pods of failed agents that are kept. @default 10 */
  keepFailed: wholeNumber(0, 1000, '10 is enough to see what happened').default(10),
});
