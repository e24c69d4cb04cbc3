import * as z from 'zod';
import { meantCpu, meantMemory } from '../meant-quantity';
import { CPU_PATTERN, MEMORY_PATTERN } from '../quantity';
import { AGENT_POD, IDLE } from '../timings';
import { field, flag, oneOf, text, wholeNumber } from './field';

const CAPABILITY = /^[A-Za-z_][\w.-]{0,254}$/;
const DEMAND = /^[A-Za-z_][\w.-]{0,254}(?: -equals [^\s,"=](?:[^,"\r\n]*[^\s,"])?)?$/;
/** Capabilities that every agent has from itself; their names are compared without regard to case. */
const OF_EVERY_AGENT = /^(?:agent\.|interactivesession(?: |$))/i;
const LABEL_KEY = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?)?$/;

const labelKey = () =>
  text(
    LABEL_KEY,
    'a label key: up to 63 letters, digits, "-", "_" and ".", with an optional DNS prefix',
    'compare with: kubectl get nodes --show-labels',
  );
const labelValue = () =>
  text(LABEL_VALUE, 'a label value: up to 63 letters, digits, "-", "_" and "."', 'compare with: kubectl get nodes --show-labels');

const diskSpace = () => text(MEMORY_PATTERN, 'a quantity of bytes: "20Gi" or "500Mi"', 'write bytes with a suffix such as Gi', meantMemory);

export const toleration = z.strictObject({
  /** Key of the taint. */
  key: labelKey(),
  /** `Equal` compares the value too, `Exists` does not. @default 'Equal' */
  operator: oneOf(['Equal', 'Exists'], 'Equal needs a value, Exists takes any').default('Equal'),
  /** Value of the taint. @default - none */
  value: labelValue().optional(),
  /** Effect of the taint. @default 'NoSchedule' */
  effect: oneOf(['NoSchedule', 'PreferNoSchedule', 'NoExecute'], 'compare with: kubectl describe node').default('NoSchedule'),
});

export const agentPool = z.strictObject({
  /** Name of this entry; the Kubernetes objects and Terraform addresses carry it, so renaming it replaces them. */
  name: text(
    /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/,
    '1 to 40 lower-case letters, digits and "-", with a letter or digit at both ends',
    'choose a short name, like linux',
  ),
  /** The agent pool in Azure DevOps, by name or by id. It must exist. @default - the entry's name */
  pool: field(
    z.union([z.string().regex(/^(?!\d+$)[^\s/\\$%"](?:[^/\\$%"\n]{0,126}[^\s/\\$%"])?$/), z.int().min(1)]),
    'the name of an agent pool, or its id as a number',
    'find both in Azure DevOps under Organization settings, Agent pools',
    (value) => {
      // A name of digits is nearly always an id in quotes; an agent pool that is named so has an id too.
      return typeof value === 'string' && /^0*[1-9]\d*$/.test(value) ? `write an id without quotes: ${Number(value)}` : undefined;
    },
  ).optional(),
  /** Agents that may run at once; at most as many as your organisation has parallel jobs. @default 10 */
  maxAgents: wholeNumber(1, 1000, 'give the most jobs that may run at once').default(10),
  /** Seconds between two looks at the queue. @default 10 */
  pollingSeconds: wholeNumber(1, 3600, '10 is quick and stays far below the rate limit of Azure DevOps').default(10),
  /** CPU that a job gets, as a Kubernetes quantity in cores; at least 10m. @default '500m' */
  cpu: text(CPU_PATTERN, 'a CPU quantity: "500m", "2" or "1.5"', 'write cores, or thousandths of a core with "m"', meantCpu).default(
    '500m',
  ),
  /** Memory that a job gets and is held to, as a Kubernetes quantity in bytes; at least 256Mi. @default '2Gi' */
  memory: text(
    MEMORY_PATTERN,
    'a memory quantity: "2Gi", "512Mi" or "2G"',
    'write bytes with a suffix such as Mi or Gi',
    meantMemory,
  ).default('2Gi'),
  /** Disk space for the work folder of a job, as a Kubernetes quantity in bytes, at least 100Mi; a job that takes more is evicted. A limit, not a reservation: jobs on one node share its OS disk. @default '20Gi' */
  workDisk: diskSpace().default('20Gi'),
  /** Disk space that a job may use outside of its work folder, as a Kubernetes quantity in bytes, at least 100Mi: home folder, /tmp and log. A job that takes more than this and workDisk together is evicted. @default '10Gi' */
  scratchDisk: diskSpace().default('10Gi'),
  /** Minutes that the longest job may take; set it above timeoutInMinutes of the pipelines. @default 60 */
  jobTimeoutMinutes: wholeNumber(1, 10_080, 'a week is the most').default(AGENT_POD.job.minutes),
  /** Minutes that an agent waits for a job before it leaves, which happens when its job was cancelled. Until then it takes the next one at once. @default 1 */
  idleMinutes: wholeNumber(1, 1440, 'a few minutes are enough').default(IDLE.option.minutes),
  /** Demands by which a job asks for this entry, as "name" or "name -equals value"; its agents have the capabilities that meet them. @default [] (any job of the agent pool) */
  demands: z
    .array(
      field(
        z
          .string()
          .regex(DEMAND)
          .refine((demand) => !OF_EVERY_AGENT.test(demand)),
        'a demand: "name" or "name -equals value", without commas, and not on Agent.* or InteractiveSession, which all agents have',
        'write it as in the pipeline\'s "demands:"',
      ),
    )
    .default([]),
  /** Further capabilities of the agents, beside those that demands need and those that the agent finds by itself. @default {} */
  capabilities: z
    .record(
      field(
        z
          .string()
          .regex(CAPABILITY)
          .refine((name) => !OF_EVERY_AGENT.test(name)),
        'the name of a capability: up to 255 letters, digits, "_", "." and "-", and not Agent.* or InteractiveSession, which the agent sets',
        'start it with a letter',
      ),
      text(
        /^(?!\s)[^\r\n]{0,1023}(?<!\s)$/,
        'one line of at most 1023 characters, without blanks at its ends',
        'the agent trims values, and sends no longer ones',
      ),
    )
    .default({}),
  /** Environment variables of jobs, each of at most 128 KiB; they arrive as they are written. Never a secret: use secret variables or a variable group of Azure DevOps. Settings of the program in the image (docs/agent.md) are refused, and so is what changes how the agent starts, such as PATH or HOME: set that in an image of your own. @default {} */
  env: z
    .record(
      text(/^[A-Za-z_]\w{0,254}$/, 'the name of a variable: up to 255 letters, digits and "_"', 'start it with a letter or "_"'),
      field(z.string(), 'text', 'put numbers and booleans in quotes'),
    )
    .default({}),
  /** Labels that a node must have to run the agents, beside those of the agent node pool if there is one. To choose another node pool name it, by kubernetes.azure.com/agentpool, agentpool, kubernetes.azure.com/mode or dedicated: the labels and taints of the agent node pool are then left out. @default {} (the agent node pool if there is one, else any Linux node) */
  nodeSelector: z.record(labelKey(), labelValue()).default({}),
  /** Taints that the agents tolerate, beside those of the agent node pool where they run on it. @default [] (those of the agent node pool if there is one) */
  tolerations: field(z.array(toleration), 'a list of tolerations', 'write it in [ and ]').default([]),
  /** Namespaces of the cluster whose pods jobs may reach, such as that of a package cache. Everything outside of the cluster is always reachable. @default [] (no pod but DNS) */
  egressNamespaces: z
    .array(
      text(
        /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
        'the name of a namespace: 1 to 63 lower-case letters, digits and "-"',
        'compare with: kubectl get namespaces',
      ),
    )
    .default([]),
  /** Protect running jobs against node drains by a PodDisruptionBudget. A cluster upgrade then waits for jobs, and may be refused. @default false */
  podDisruptionBudget: flag().default(false),
  /** Minutes that a finished pod can still be looked at. @default 10 */
  keepFinishedMinutes: wholeNumber(0, 10_080, '0 removes pods at once, and their logs with them').default(10),
  /** Finished pods of successful agents that are kept at the most. @default 10 */
  keepSucceeded: wholeNumber(0, 1000, '10 is enough to see what happened').default(10),
  /** Finished pods of failed agents that are kept at the most. @default 10 */
  keepFailed: wholeNumber(0, 1000, '10 is enough to see what happened').default(10),
});
