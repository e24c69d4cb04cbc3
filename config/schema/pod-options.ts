import * as z from 'zod';
import { meantCpu, meantMemory } from '../quantities/meant-quantity';
import { CPU_PATTERN, MEMORY_PATTERN } from '../quantities/quantity';
import { AGENT_POD, IDLE } from '../timings';
import { field, flag, oneOf, text, wholeNumber } from './field';
import { warmWindow } from './warm';

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

/** The options that entries of both lists have. What they mean for an entry is described where its list is. */
export const podOptions = {
  name: text(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, {
    rule: '1 to 40 lower-case letters, digits and "-", with a letter or digit at both ends',
    remedy: 'choose a short name, like linux',
  }),
  cpu: text(CPU_PATTERN, {
    rule: 'a CPU quantity: "500m", "2" or "1.5"',
    remedy: 'write cores, or thousandths of a core with "m"',
    meant: meantCpu,
  }).default('500m'),
  memory: text(MEMORY_PATTERN, {
    rule: 'a memory quantity: "2Gi", "512Mi" or "2G"',
    remedy: 'write bytes with a suffix such as Mi or Gi',
    meant: meantMemory,
  }).default('2Gi'),
  workDisk: diskSpace().default('20Gi'),
  scratchDisk: diskSpace().default('10Gi'),
  jobTimeoutMinutes: wholeNumber(1, 10_080, 'a week is the maximum').default(AGENT_POD.job.minutes),
  idleMinutes: wholeNumber(1, 1440, 'a few minutes are enough').default(IDLE.option.minutes),
  warm: field(z.array(warmWindow), {
    rule: 'a list of windows',
    remedy: 'write it in [ and ], like [{ agents: 1 }]',
  }).default([]),
  warmMaxHours: wholeNumber(1, 168, '12 replaces agents once between two working days').default(12),
  anticipate: flag().default(false),
  env: z
    .record(
      text(/^[A-Za-z_]\w{0,254}$/, {
        rule: 'the name of a variable: up to 255 letters, digits and "_"',
        remedy: 'start it with a letter or "_"',
      }),
      field(z.string(), { rule: 'text', remedy: 'put numbers and booleans in quotes' }),
    )
    .default({}),
  nodeSelector: z.record(labelKey(), labelValue()).default({}),
  tolerations: field(z.array(toleration), { rule: 'a list of tolerations', remedy: 'write it in [ and ]' }).default([]),
  egressNamespaces: z
    .array(
      text(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
        rule: 'the name of a namespace: 1 to 63 lower-case letters, digits and "-"',
        remedy: 'compare with: kubectl get namespaces',
      }),
    )
    .default([]),
  podDisruptionBudget: flag().default(false),
  keepFinishedMinutes: wholeNumber(0, 10_080, '0 removes pods and their logs immediately').default(10),
  keepSucceeded: wholeNumber(0, 1000, '10 is enough to see what happened').default(10),
  keepFailed: wholeNumber(0, 1000, '10 is enough to see what happened').default(10),
};
