import type { ConfigInput } from '../../../config/types';
import type { Choice } from '../objects/features';

/** The values of one sample config. Each is found again in the objects, so each differs from all others and from every constant. */
export interface Sample {
  readonly text: (name: string) => string;
  readonly number: (name: keyof typeof NUMBERS) => number;
}

/** Numbers of the two samples. */
const NUMBERS = {
  maxAgents: [719, 733],
  maxRunners: [727, 739],
  pollingSeconds: [331, 347],
  parallelJobs: [4999, 5003],
  jobTimeoutMinutes: [4211, 4217],
  idleMinutes: [1201, 1213],
  warmMaxHours: [101, 103],
  keepFinishedMinutes: [1009, 1013],
  keepSucceeded: [613, 619],
  keepFailed: [631, 641],
  poolId: [8191, 8209],
  queueMinutes: [977, 983],
  installationId: [70001, 70003],
  cpu: [937, 941],
  memory: [1931, 1933],
  workDisk: [1949, 1951],
  scratchDisk: [1973, 1979],
  range: [77, 78],
  day: [11, 12],
} as const;

/** A part of the objects that the builders derive from a value, without an expression for it, is found by comparing two samples. */
export const SAMPLES: readonly [Sample, Sample] = [sampleOf(0), sampleOf(1)];

function sampleOf(index: 0 | 1): Sample {
  return { text: (name) => `${['zz', 'yy'][index]}${name}`, number: (name) => NUMBERS[name][index] };
}

/** A config with some features. Its entries have every option that is part of an object. */
export function sampleConfig({ text, number }: Sample, has: Choice): ConfigInput {
  return {
    name: text('name'),
    location: 'westeurope',
    cluster: { nodePool: { vmSize: 'Standard_D8ds_v5', maxNodes: 1000 } },
    image: { kind: 'reference', reference: `${text('registry')}.example/agent:1` },
    runnerImage: {
      kind: 'reference',
      reference: `${text('registry')}.example/${has.has('agents') && !has.has('ownRunnerImage') ? 'agent' : 'runner'}:1`,
    },
    keda: has.has('scaler') ? {} : { trigger: 'azure-pipelines', version: has.has('accurate') ? '2.21.0' : '2.19.0' },
    ...(has.has('agents') ? { azureDevOps: azureDevOps({ text, number }, has) } : {}),
    ...(has.has('runners') ? { gitHub: gitHub({ text, number }, has) } : {}),
    ...(has.has('monitoring') ? { monitoring: { queueMinutes: number('queueMinutes') } } : {}),
    agentPools: has.has('agents') ? [agentPool({ text, number }, has)] : [],
    runnerPools: has.has('runners') ? [runnerPool({ text, number }, has)] : [],
  };
}

export const tokenDay = ({ number }: Sample): string => `2031-03-${number('day')}`;
export const gitHubTokenDay = ({ number }: Sample): string => `2031-04-${number('day')}`;

function azureDevOps({ text, number }: Sample, has: Choice): ConfigInput['azureDevOps'] {
  return {
    organizationUrl: `https://dev.azure.com/${text('org')}`,
    ...(has.has('scaler') ? { parallelJobs: number('parallelJobs') } : {}),
    auth: has.has('identity')
      ? { kind: 'workloadIdentity' }
      : { kind: 'pat', ...(has.has('tokenExpiry') ? { expiresOn: tokenDay({ text, number }) } : {}) },
  };
}

function gitHub(sample: Sample, has: Choice): ConfigInput['gitHub'] {
  const secret = { kind: 'existing', secret: sample.text('secret') } as const;
  return {
    url: `https://github.com/${sample.text('github')}`,
    auth: has.has('app')
      ? { kind: 'app', clientId: sample.text('client'), installationId: sample.number('installationId'), key: secret }
      : { kind: 'pat', token: secret, ...(has.has('gitHubTokenExpiry') ? { expiresOn: gitHubTokenDay(sample) } : {}) },
  };
}

/** The options that entries of both lists have. */
function options({ text, number }: Sample, has: Choice, stays: boolean) {
  return {
    cpu: `${number('cpu')}m`,
    memory: `${number('memory')}Mi`,
    workDisk: `${number('workDisk')}Mi`,
    scratchDisk: `${number('scratchDisk')}Mi`,
    jobTimeoutMinutes: number('jobTimeoutMinutes'),
    idleMinutes: number('idleMinutes'),
    ...(stays ? { warm: [{ agents: 1 }] } : {}),
    warmMaxHours: number('warmMaxHours'),
    env: { [text('VARIABLE')]: `${text('env')}$` },
    nodeSelector: { 'kubernetes.io/os': text('os'), [text('label')]: text('labelvalue') },
    tolerations: has.has('tolerations') ? [toleration({ text, number }, has)] : [],
    egressNamespaces: has.has('egress') ? [text('egress')] : [],
    podDisruptionBudget: has.has('budget'),
    keepFinishedMinutes: number('keepFinishedMinutes'),
    keepSucceeded: number('keepSucceeded'),
    keepFailed: number('keepFailed'),
  };
}

const toleration = ({ text }: Sample, has: Choice) => ({
  key: text('key'),
  effect: 'NoExecute' as const,
  ...(has.has('tolerationValue') ? { value: text('tolerated') } : {}),
});

function agentPool(sample: Sample, has: Choice): NonNullable<ConfigInput['agentPools']>[number] {
  const { text, number } = sample;
  return {
    ...options(sample, has, has.has('stay') || has.has('agentsStay')),
    name: text('agents'),
    pool: has.has('poolById') ? number('poolId') : text('pool'),
    maxAgents: number('maxAgents'),
    pollingSeconds: number('pollingSeconds'),
    demands: has.has('demands') ? [`${text('demand')} -equals ${text('demanded')}`] : [],
    capabilities: has.has('capabilities') ? { [text('capability')]: `${text('offered')}$` } : {},
  };
}

function runnerPool(sample: Sample, has: Choice): NonNullable<ConfigInput['runnerPools']>[number] {
  const { text, number } = sample;
  return {
    ...options(sample, has, has.has('stay') || has.has('runnersStay')),
    name: text('runners'),
    scaleSet: text('scaleset'),
    runnerGroup: `${text('group')}$`,
    maxRunners: number('maxRunners'),
  };
}
