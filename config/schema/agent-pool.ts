import * as z from 'zod';
import { CPU_PATTERN, MEMORY_PATTERN } from '../quantity';
import { field, flag, oneOf, text, wholeNumber } from './field';

const CAPABILITY = /^[A-Za-z_][\w.-]*$/;
const DEMAND = /^(?!Agent\.)[A-Za-z_][\w.-]*(?: -equals [^\s,"=](?:[^,"\n]*[^\s,"])?)?$/;
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

const diskSpace = () => text(MEMORY_PATTERN, 'a quantity of bytes: "20Gi" or "500Mi"', 'write bytes with a suffix such as Gi');

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
    z.union([z.string().regex(/^[^\s/\\$%"](?:[^/\\$%"\n]{0,126}[^\s/\\$%"])?$/), z.int().min(1)]),
    'the name of an agent pool, or its id as a number',
    'find both in Azure DevOps under Organization settings, Agent pools',
  ).optional(),
  /** Agents that may run at once; at most as many as your organisation has parallel jobs. @default 10 */
  maxAgents: wholeNumber(1, 1000, 'give the most jobs that may run at once').default(10),
  /** Seconds between two looks at the queue. @default 10 */
  pollingSeconds: wholeNumber(1, 3600, '10 is quick and stays far below the rate limit of Azure DevOps').default(10),
  /** CPU that a job gets, as a Kubernetes quantity in cores. @default '500m' */
  cpu: text(CPU_PATTERN, 'a CPU quantity: "500m", "2" or "1.5"', 'write cores, or thousandths of a core with "m"').default('500m'),
  /** Memory that a job gets and is held to, as a Kubernetes quantity in bytes. @default '2Gi' */
  memory: text(MEMORY_PATTERN, 'a memory quantity: "2Gi", "512Mi" or "2G"', 'write bytes with a suffix such as Mi or Gi').default('2Gi'),
  /** Disk space for the work folder of a job, as a Kubernetes quantity in bytes; a job that takes more is evicted. A limit, not a reservation: jobs on one node share its OS disk. @default '20Gi' */
  workDisk: diskSpace().default('20Gi'),
  /** Disk space that a job may use outside of its work folder, as a Kubernetes quantity in bytes: home folder, /tmp and log. A job that takes more than this and workDisk together is evicted. @default '10Gi' */
  scratchDisk: diskSpace().default('10Gi'),
  /** Minutes that the longest job may take; set it above timeoutInMinutes of the pipelines. @default 60 */
  jobTimeoutMinutes: wholeNumber(1, 10_080, 'a week is the most').default(60),
  /** Minutes that an agent waits for a job before it leaves, which happens when its job was cancelled. Until then it takes the next one at once. @default 1 */
  idleMinutes: wholeNumber(1, 1440, 'a few minutes are enough').default(1),
  /** Demands by which a job asks for this entry, as "name" or "name -equals value"; its agents have the capabilities that meet them. @default [] (any job of the agent pool) */
  demands: z
    .array(
      text(
        DEMAND,
        'a demand: "name" or "name -equals value", without commas, and not on Agent.*, which all agents have',
        'write it as in the pipeline\'s "demands:"',
      ),
    )
    .default([]),
  /** Further capabilities of the agents, beside those that demands need and those that the agent finds by itself. @default {} */
  capabilities: z
    .record(
      text(CAPABILITY, 'the name of a capability: letters, digits, "_", "." and "-"', 'start it with a letter'),
      text(/^[^\n]{0,1023}$/, 'one line of at most 1023 characters', 'longer values are not sent by the agent'),
    )
    .default({}),
  /** Environment variables of jobs. Never a secret: use secret variables or a variable group of Azure DevOps. @default {} */
  env: z
    .record(
      text(
        /^(?!AZP_|AZURE_|VSO_AGENT_IGNORE$|VSTS_AGENT_INPUT_)[A-Za-z_]\w*$/,
        'the name of an environment variable that is not AZP_*, AZURE_*, VSO_AGENT_IGNORE or VSTS_AGENT_INPUT_*',
        'choose another name: the agent uses these itself',
      ),
      field(z.string(), 'text', 'put numbers and booleans in quotes'),
    )
    .default({}),
  /** Labels that a node must have to run the agents. @default {} (the agent node pool if there is one, else any Linux node) */
  nodeSelector: z.record(labelKey(), labelValue()).default({}),
  /** Taints that the agents tolerate. @default [] (those of the agent node pool if there is one) */
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
