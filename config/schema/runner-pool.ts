import * as z from 'zod';
import { field, text, wholeNumber } from './field';
import { podOptions } from './pod-options';

/** Characters of a label or of the name of a scale set: those that need no quotes in a workflow. */
const LABEL = /^[A-Za-z0-9_](?:[\w.-]{0,98}[A-Za-z0-9_])?$/;

export const runnerPool = z.strictObject({
  /** Name of this entry. It is part of the names of Kubernetes objects and of Terraform addresses, so renaming it replaces them. It must differ from the names of all other entries, those of `agentPools` included. */
  name: podOptions.name,
  /** The runner scale set in GitHub, by name. The scaler creates it if it does not exist. Without `labels`, workflows name it in `runs-on`. @default - the entry's name */
  scaleSet: text(LABEL, {
    rule: '1 to 100 letters, digits, "-", "_" and ".", with a letter, digit or "_" at both ends',
    remedy: 'leave it out to use the name of the entry',
  }).optional(),
  /** The labels of the scale set. A job runs here if the scale set has all labels of its `runs-on`. GitHub adds none to these, neither self-hosted nor linux nor x64, nor the name of the scale set: name those that workflows use. @default [] (one label, the name of the scale set) */
  labels: field(
    z
      .array(
        text(LABEL, {
          rule: 'a label: 1 to 100 letters, digits, "-", "_" and ".", with a letter, digit or "_" at both ends',
          remedy: 'write each label as a text of its own, like ["aks-linux", "x64"]',
        }),
      )
      .max(100),
    { rule: 'a list of at most 100 labels', remedy: 'name those that workflows use in runs-on' },
  ).default([]),
  /** The runner group that the scale set is in, by name. It must exist, and it says which repositories may use the runners. Groups belong to organisations and enterprises: the runners of a single repository are all in Default. @default 'Default' */
  runnerGroup: text(/^(?!\s)[^\p{Cc}]{1,128}(?<!\s)$/u, {
    rule: 'the name of a runner group: one line of at most 128 characters, without blanks at its ends',
    remedy: 'find it in GitHub under Settings, Actions, Runner groups',
  }).default('Default'),
  /** The maximum number of runners at the same time. GitHub keeps further jobs in its queue, and cancels those that have waited for 24 hours. @default 10 */
  maxRunners: wholeNumber(1, 1000, 'set the most jobs that may run at the same time').default(10),
  /** CPU that a job requests, as a Kubernetes quantity in cores; at least 10m. @default '500m' */
  cpu: podOptions.cpu,
  /** Memory that a job requests and is limited to, as a Kubernetes quantity in bytes; at least 256Mi. @default '2Gi' */
  memory: podOptions.memory,
  /** Disk space for the work folder of a job, as a Kubernetes quantity in bytes; at least 100Mi. A job that uses more is evicted. This is a limit, not a reservation: jobs on the same node share its OS disk. @default '20Gi' */
  workDisk: podOptions.workDisk,
  /** Disk space that a job may use outside of its work folder (home folder, /tmp and log), as a Kubernetes quantity in bytes; at least 100Mi. A job that uses more than this and workDisk together is evicted. @default '10Gi' */
  scratchDisk: podOptions.scratchDisk,
  /** Minutes that a job may take, counted from its start; a minute later the runner cancels it. Set it at least as high as timeout-minutes of the jobs, which is 360 in a workflow that sets none. @default 60 */
  jobTimeoutMinutes: podOptions.jobTimeoutMinutes,
  /** Minutes a runner without a job waits before it is removed. A runner has no job when the job was cancelled before pickup; until it is removed, it takes the next one. With `warm` or `anticipate`, the scaler then decides whether the runner stays. @default 1 */
  idleMinutes: podOptions.idleMinutes,
  /** Runners that are kept idle, ready for jobs to come, and when: see docs/warm.md. `agents` of a window is the number of runners. @default [] (none) */
  warm: podOptions.warm,
  /** Hours after which a warm runner is replaced by a new one. @default 12 */
  warmMaxHours: podOptions.warmMaxHours,
  /** Start runners ahead of a steady stream of jobs: as many as jobs are likely to arrive while a runner starts. @default false */
  anticipate: podOptions.anticipate,
  /** Environment variables of jobs, each of at most 128 KiB. Jobs get the values unchanged. Never write a secret here: use secrets of GitHub. Settings of the program in the image (docs/agent.md) are rejected, and so are variables that change how the runner starts, such as PATH, HOME or ACTIONS_RUNNER_INPUT_*: set those in your own image. @default {} */
  env: podOptions.env,
  /** Labels that a node must have to run the runners, in addition to those of the agent node pool if there is one. To choose another node pool, select it by kubernetes.azure.com/agentpool, agentpool, kubernetes.azure.com/mode or dedicated: the labels and taints of the agent node pool are then left out. @default {} (the agent node pool if there is one, otherwise any Linux node) */
  nodeSelector: podOptions.nodeSelector,
  /** Taints that the runners tolerate, in addition to those of the agent node pool if they run on it. @default [] (those of the agent node pool if there is one) */
  tolerations: podOptions.tolerations,
  /** Namespaces of the cluster with pods that jobs may reach, such as a package cache. Everything outside of the cluster is always reachable. @default [] (no pod but DNS) */
  egressNamespaces: podOptions.egressNamespaces,
  /** Protect running jobs from node drains with a PodDisruptionBudget. A cluster upgrade then waits for jobs, and AKS may reject it. @default false */
  podDisruptionBudget: podOptions.podDisruptionBudget,
  /** Minutes that a finished pod is kept, so that it can be inspected. @default 10 */
  keepFinishedMinutes: podOptions.keepFinishedMinutes,
  /** The maximum number of finished pods of successful runners that are kept. @default 10 */
  keepSucceeded: podOptions.keepSucceeded,
  /** The maximum number of finished pods of failed runners that are kept. @default 10 */
  keepFailed: podOptions.keepFailed,
});
