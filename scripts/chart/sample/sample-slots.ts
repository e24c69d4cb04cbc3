import { capabilitiesFor } from '../../../config/demands';
import { agentPoolObjectName, FIXED_NAMES } from '../../../config/names';
import { canonicalMemory, memoryBytes } from '../../../config/quantities/quantity';
import type { Config } from '../../../config/types';
import { escapeReferences } from '../../../constructs/kubernetes/variable-reference';
import { jobAndEndSeconds, podLifetimeSeconds } from '../../../constructs/pods/pod-lifetime';
import type { Slot } from '../tree/slots';
import { gitHubTokenDay, type Sample, tokenDay } from './sample';
import { CLIENT_ID, ENTRIES, surroundingsOf } from './sample-objects';

/** A text as it is in the variable of a container. */
const variable = (sample: string, expression: string, loop?: string): Slot => ({
  sample: escapeReferences(sample),
  expression: `${expression} | replace "$" "$$"`,
  ...(loop === undefined ? {} : { loop }),
});

/** The slots of all objects. */
export function commonSlots(sample: Sample, config: Config): readonly Slot[] {
  const { text, number } = sample;
  const { clusterRanges, apiServer, kedaNamespace, metricsNamespace } = surroundingsOf(sample);
  return [
    { sample: config.name, expression: '$m.name', isName: true },
    { sample: `${config.name}-agents`, expression: '$m.namespace', isName: true },
    { sample: clusterRanges[0], expression: '$range', loop: 'range $range := $m.clusterRanges' },
    { sample: apiServer, expression: '$m.apiServer' },
    { sample: kedaNamespace, expression: '$m.kedaNamespace', isName: true },
    { sample: metricsNamespace, expression: '$m.monitoring.namespace', isName: true },
    { sample: `${text('registry')}.example/agent:1`, expression: '$m.image' },
    { sample: `${text('registry')}.example/runner:1`, expression: '$m.runnerImage' },
    { sample: `https://dev.azure.com/${text('org')}`, expression: '$m.azureDevOps.organizationUrl' },
    { sample: FIXED_NAMES.tokenSecret, expression: '$m.azureDevOps.auth.secret' },
    { sample: tokenDay(sample), expression: '$m.tokenExpiresOn' },
    { sample: CLIENT_ID, expression: '$m.azureDevOps.auth.clientId' },
    { sample: `${number('parallelJobs')}`, expression: '$m.azureDevOps.parallelJobs' },
    { sample: `https://github.com/${text('github')}`, expression: '$m.gitHub.url' },
    { sample: text('client'), expression: '$m.gitHub.auth.clientId' },
    { sample: number('installationId'), expression: '$m.gitHub.auth.installationId' },
    { sample: text('secret'), expression: '$m.gitHub.auth.secret' },
    { sample: gitHubTokenDay(sample), expression: '$m.gitHubTokenExpiresOn' },
    variable(ENTRIES, '$m.entriesText'),
  ];
}

/** The slots of the scaler, which has no entry of its own. */
export const scalerSlots = (sample: Sample, config: Config): readonly Slot[] => [
  ...commonSlots(sample, config),
  { sample: sample.number('pollingSeconds'), expression: '$m.azureDevOps.pollSeconds' },
  { sample: agentPoolObjectName(config.name, sample.text('agents')), expression: '$name', loop: 'range $name := $m.askingAgents' },
  { sample: agentPoolObjectName(config.name, sample.text('runners')), expression: '$name', loop: 'range $name := $m.askingRunners' },
];

/** The slots of the objects of one entry of a list. */
export function entrySlots(sample: Sample, config: Config): readonly Slot[] {
  const { text, number } = sample;
  const [entry] = [...config.agentPools, ...config.runnerPools];
  if (entry === undefined) throw new Error('the sample has no entry');
  const disk = canonicalMemory(memoryBytes(entry.workDisk) + memoryBytes(entry.scratchDisk));
  const lifetime = (waitMinutes: number) => podLifetimeSeconds(waitMinutes, entry.jobTimeoutMinutes);
  const capabilities = 'demands' in entry ? capabilitiesFor(entry.demands, entry.capabilities) : {};
  const lines = Object.entries(capabilities).map(([name, value]) => `${name}=${value}`);
  return [
    ...commonSlots(sample, config),
    { sample: agentPoolObjectName(config.name, entry.name), expression: '$entry.objectName', isName: true },
    { sample: number('poolId'), expression: '$entry.poolId' },
    variable(text('pool'), '$entry.pool'),
    variable(text('scaleset'), '$entry.scaleSet'),
    variable(`${text('group')}$`, '$entry.runnerGroup'),
    ...(lines.length === 0 ? [] : [variable(lines.join('\n'), '$entry.capabilitiesText')]),
    { sample: `${text('demand')} -equals ${text('demanded')}`, expression: 'join "," $entry.demands' },
    { sample: number('maxAgents'), expression: '$entry.maxAgents' },
    { sample: number('maxRunners'), expression: '$entry.maxRunners' },
    { sample: number('pollingSeconds'), expression: '$entry.pollingSeconds' },
    { sample: entry.cpu, expression: '$entry.cpu' },
    { sample: entry.memory, expression: '$entry.memory' },
    { sample: entry.workDisk, expression: '$entry.workDisk' },
    { sample: disk, expression: '$entry.diskLimit', at: 'limits.ephemeral-storage' },
    { sample: disk, expression: '$entry.diskRequest', at: 'requests.ephemeral-storage' },
    { sample: number('jobTimeoutMinutes'), expression: '$entry.jobTimeoutMinutes' },
    { sample: jobAndEndSeconds(entry.jobTimeoutMinutes), expression: '$entry.graceSeconds' },
    { sample: number('idleMinutes'), expression: '$entry.idleMinutes' },
    { sample: lifetime(entry.idleMinutes), expression: '$entry.deadlineSeconds' },
    { sample: lifetime(entry.idleMinutes + entry.warmMaxHours * 60), expression: '$entry.deadlineSeconds' },
    { sample: entry.keepFinishedMinutes * 60, expression: '$entry.ttlSeconds' },
    { sample: number('keepSucceeded'), expression: '$entry.keepSucceeded' },
    { sample: number('keepFailed'), expression: '$entry.keepFailed' },
    ...loopSlots(sample),
  ];
}

/** What is repeated for each item of a list or map of an entry. */
function loopSlots({ text }: Sample): readonly Slot[] {
  const env = 'range $name, $value := $entry.env';
  const labels = 'range $label, $value := omit $entry.nodeSelector "kubernetes.io/os"';
  const tolerations = 'range $toleration := $entry.tolerations';
  return [
    { sample: text('VARIABLE'), expression: '$name', loop: env },
    variable(`${text('env')}$`, '$value', env),
    { sample: text('os'), expression: '(index $entry.nodeSelector "kubernetes.io/os") | default "linux"' },
    { sample: text('label'), expression: '$label', loop: labels },
    { sample: text('labelvalue'), expression: '$value', loop: labels },
    { sample: text('key'), expression: '$toleration.key', loop: tolerations },
    { sample: 'Equal', expression: '$toleration.operator', loop: tolerations, at: 'tolerations.operator' },
    { sample: 'NoExecute', expression: '$toleration.effect', loop: tolerations },
    { sample: text('tolerated'), expression: '$toleration.value', loop: tolerations },
    { sample: text('egress'), expression: '$namespace', loop: 'range $namespace := $entry.egressNamespaces' },
  ];
}
