import { ownDemandsRule } from '../../../config/rules/agent-pools';
import { pollsRule } from '../../../config/rules/calls';
import { anyEntryRule, entryNameLengthRule, entryNameUniqueRule, idleMinutesRule, tolerationRule } from '../../../config/rules/entries';
import { capabilitiesSizeRule, environmentRule, MAX_VARIABLE_BYTES } from '../../../config/rules/environment';
import { enterpriseAuthRule } from '../../../config/rules/github-url';
import { parallelJobsRule, scalerVersionRule } from '../../../config/rules/keda';
import { nodeLabelsRule } from '../../../config/rules/node-labels';
import { plainTextRule } from '../../../config/rules/plain-text';
import { type MINIMUM, quantitiesRule } from '../../../config/rules/quantities';
import { labelsUniqueRule, runnerGroupRule, runnerTriggerRule, scaleSetUniqueRule } from '../../../config/rules/runner-pools';
import { servicesRule } from '../../../config/rules/services';
import { ambiguousEntriesRule, sharedAgentPoolRule } from '../../../config/rules/shared-agent-pools';
import { warmAgentsRule, warmTimeZoneRule, warmTriggerRule } from '../../../config/rules/warm';
import type { Facts } from '../filled-templates';
import { type BrokenConfig, sentenceOf } from './sentence-of';

const AZURE_DEVOPS = { azureDevOps: { organizationUrl: 'https://dev.azure.com/contoso' } };
const GITHUB = { gitHub: { url: 'https://github.com/contoso/shop' } };
const KEDA_COUNTS = { keda: { trigger: 'azure-pipelines' } };

const agentPools = (...entries: BrokenConfig[]) => ({ agentPools: entries.map((entry, index) => ({ name: `a${index}`, ...entry })) });
const runnerPools = (...entries: BrokenConfig[]) => ({ runnerPools: entries.map((entry, index) => ({ name: `r${index}`, ...entry })) });
const longText = (bytes: number) => '-'.repeat(bytes);
const pollEverySecond = (count: number) =>
  agentPools(...Array.from({ length: count }, (_, index) => ({ pool: `p${index}`, pollingSeconds: 1 })));

const tooLittle = (option: keyof typeof MINIMUM, value: string, expressions = {}) =>
  sentenceOf(quantitiesRule, agentPools({ [option]: value }), expressions);
/** On so many nodes that only the option limits warm agents. */
const aboveLimit = (config: BrokenConfig) =>
  sentenceOf(warmAgentsRule, { ...config, cluster: { nodePool: { maxNodes: 1000 } } }, { '753': '$most' });

/** Made up, in the form of a token of GitHub. */
const TOKEN = 'ghp_'.padEnd(40, 'a');
/** Each is as large as a variable may be. */
const NINE_VARIABLES = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`A${index}`, longText(MAX_VARIABLE_BYTES - 4)]));
/** Together more than one variable may hold. */
const CAPABILITIES = Object.fromEntries(Array.from({ length: 132 }, (_, index) => [`a${index}`, longText(1000)]));

/** The rule and the remedy of each problem as the rules of the config write them, by the name of a placeholder. */
export const problemSentences = (): Facts => ({
  'plainText.secretOfGitHub': sentenceOf(plainTextRule, runnerPools({ env: { A: TOKEN } })),
  'plainText.secret': sentenceOf(plainTextRule, agentPools({ env: { A: TOKEN } })),
  'plainText.nul': sentenceOf(plainTextRule, agentPools({ env: { A: '\0' } })),
  anyEntry: sentenceOf(anyEntryRule, {}),
  'services.azureDevOps.missing': sentenceOf(servicesRule, agentPools({})),
  'services.gitHub.missing': sentenceOf(servicesRule, runnerPools({})),
  'services.azureDevOps.unused': sentenceOf(servicesRule, { ...AZURE_DEVOPS, ...GITHUB, ...runnerPools({}) }),
  'services.gitHub.unused': sentenceOf(servicesRule, { ...AZURE_DEVOPS, ...GITHUB, ...agentPools({}) }),
  enterpriseAuth: sentenceOf(enterpriseAuthRule, {
    gitHub: { url: 'https://github.com/enterprises/contoso', auth: { kind: 'app', clientId: 'a', installationId: 1 } },
  }),
  scalerVersion: sentenceOf(scalerVersionRule, { keda: { version: '2.18.3' } }),
  parallelJobs: sentenceOf(parallelJobsRule, { ...KEDA_COUNTS, azureDevOps: { ...AZURE_DEVOPS.azureDevOps, parallelJobs: 'unlimited' } }),
  runnerTrigger: sentenceOf(runnerTriggerRule, { ...KEDA_COUNTS, ...runnerPools({}) }),
  'polls.scaler': sentenceOf(pollsRule, pollEverySecond(73), { '146': '$times' }),
  'polls.keda': sentenceOf(pollsRule, { ...KEDA_COUNTS, ...pollEverySecond(146) }, { '146': '$times' }),
  entryNameLength: sentenceOf(
    entryNameLengthRule,
    { name: 'n'.repeat(24), ...agentPools({ name: 'e'.repeat(40) }) },
    { [`${'n'.repeat(24)}-${'e'.repeat(40)}`]: '$object', '65': '(len $object)', '14': '$over' },
  ),
  entryNameUnique: sentenceOf(entryNameUniqueRule, agentPools({ name: 'a' }, { name: 'a' }), { 'agentPools[0]': '$other' }),
  idleMinutes: sentenceOf(idleMinutesRule, agentPools({ idleMinutes: 1440, jobTimeoutMinutes: 137 }), {
    '137': '$jobTimeoutMinutes',
  }),
  toleration: sentenceOf(tolerationRule, agentPools({ tolerations: [{ key: 'a', operator: 'Exists', value: 'a' }] })),
  'ownDemands.capability': sentenceOf(ownDemandsRule, agentPools({ demands: ['marker -equals a'], capabilities: { marker: 'b' } }), {
    'marker -equals a': '$demand',
  }),
  'ownDemands.demand': sentenceOf(ownDemandsRule, agentPools({ demands: ['marker -equals a', 'marker -equals b'] }), {
    'marker -equals a': '$demand',
  }),
  'environment.size': sentenceOf(environmentRule, agentPools({ env: { A: longText(MAX_VARIABLE_BYTES) } })),
  'environment.sum': sentenceOf(environmentRule, agentPools({ env: NINE_VARIABLES })),
  capabilitiesSize: sentenceOf(capabilitiesSizeRule, agentPools({ capabilities: CAPABILITIES })),
  scaleSetUnique: sentenceOf(
    scaleSetUniqueRule,
    runnerPools({ scaleSet: 'a', runnerGroup: 'marker' }, { scaleSet: 'a', runnerGroup: 'marker' }),
    {
      marker: '.runnerGroup',
      'runnerPools[0]': '$other',
    },
  ),
  labelsUnique: sentenceOf(labelsUniqueRule, runnerPools({ labels: ['marker', 'MARKER'] }), { marker: '$first' }),
  runnerGroup: sentenceOf(runnerGroupRule, { ...GITHUB, ...runnerPools({ runnerGroup: 'a' }) }),
  sharedAgentPool: sentenceOf(
    sharedAgentPoolRule,
    { ...KEDA_COUNTS, ...agentPools({ pool: 'marker' }, { pool: 'marker' }) },
    {
      marker: '.pool',
      'agentPools[0]': '$other',
    },
  ),
  ambiguousEntries: sentenceOf(ambiguousEntriesRule, agentPools({ pool: 'marker' }, { pool: 'marker' }), {
    marker: '.pool',
    'agentPools[0]': '$other',
  }),
  'nodeLabels.agent': sentenceOf(nodeLabelsRule, agentPools({ nodeSelector: { 'kubernetes.io/os': 'windows' } })),
  'nodeLabels.runner': sentenceOf(nodeLabelsRule, runnerPools({ nodeSelector: { 'kubernetes.io/os': 'windows' } })),
  'quantities.cpu': tooLittle('cpu', '1m'),
  'quantities.memory': tooLittle('memory', '1Ki'),
  'quantities.workDisk': tooLittle('workDisk', '1Ki'),
  'quantities.scratchDisk': tooLittle('scratchDisk', '1Ki'),
  'quantities.noUnit': tooLittle('memory', '7', { '7Gi': '$meant' }),
  warmTrigger: sentenceOf(warmTriggerRule, { ...KEDA_COUNTS, ...agentPools({ anticipate: true }) }),
  warmTimeZone: sentenceOf(warmTimeZoneRule, agentPools({ warm: [{ agents: 1, days: ['mon'] }] })),
  'warmAgents.maxAgents': aboveLimit(agentPools({ maxAgents: 753, warm: [{ agents: 754 }] })),
  'warmAgents.maxRunners': aboveLimit(runnerPools({ maxRunners: 753, warm: [{ agents: 754 }] })),
  'warmAgents.parallelJobs': aboveLimit({
    azureDevOps: { ...AZURE_DEVOPS.azureDevOps, parallelJobs: 753 },
    ...agentPools({ maxAgents: 1000, warm: [{ agents: 754 }] }),
  }),
});
