import { ownDemandsRule } from '../../../config/rules/agent-pools';
import { backendRule } from '../../../config/rules/backend';
import { pollsRule } from '../../../config/rules/calls';
import { anyEntryRule, entryNameLengthRule, entryNameUniqueRule, idleMinutesRule, tolerationRule } from '../../../config/rules/entries';
import { capabilitiesSizeRule, environmentRule } from '../../../config/rules/environment';
import { existingClusterRule } from '../../../config/rules/existing-cluster';
import { enterpriseAuthRule, gitHubUrlRule } from '../../../config/rules/github-url';
import { parallelJobsRule, scalerVersionRule } from '../../../config/rules/keda';
import { nameRule } from '../../../config/rules/name';
import { existingNameRule, namePatternRule, nodeGroupRule } from '../../../config/rules/name-patterns';
import { nodeLabelsRule } from '../../../config/rules/node-labels';
import { nodePoolRule } from '../../../config/rules/node-pools';
import { agentFitsNodeRule } from '../../../config/rules/node-size';
import { organizationUrlRule } from '../../../config/rules/organization-url';
import { plainTextRule } from '../../../config/rules/plain-text';
import { quantitiesRule } from '../../../config/rules/quantities';
import { reservedWordRule } from '../../../config/rules/reserved-words';
import type { Rule } from '../../../config/rules/rule';
import { labelsUniqueRule, runnerGroupRule, runnerTriggerRule, scaleSetUniqueRule } from '../../../config/rules/runner-pools';
import { servicesRule } from '../../../config/rules/services';
import { ambiguousEntriesRule, sharedAgentPoolRule } from '../../../config/rules/shared-agent-pools';
import { tagCaseRule, tagCountRule, tagPrefixRule } from '../../../config/rules/tags';
import { tokenRevisionRule } from '../../../config/rules/token-source';
import { warmAgentsRule, warmTimeZoneRule, warmTriggerRule } from '../../../config/rules/warm';

/** The rules that values are checked with too, by the name of their template, in the order of the config's. */
export const CHART_RULES: Readonly<Record<string, Rule>> = {
  plainText: plainTextRule,
  anyEntry: anyEntryRule,
  services: servicesRule,
  organizationUrl: organizationUrlRule,
  gitHubUrl: gitHubUrlRule,
  enterpriseAuth: enterpriseAuthRule,
  scalerVersion: scalerVersionRule,
  parallelJobs: parallelJobsRule,
  runnerTrigger: runnerTriggerRule,
  polls: pollsRule,
  entryNameLength: entryNameLengthRule,
  entryNameUnique: entryNameUniqueRule,
  idleMinutes: idleMinutesRule,
  ownDemands: ownDemandsRule,
  toleration: tolerationRule,
  environment: environmentRule,
  capabilitiesSize: capabilitiesSizeRule,
  scaleSetUnique: scaleSetUniqueRule,
  labelsUnique: labelsUniqueRule,
  runnerGroup: runnerGroupRule,
  sharedAgentPool: sharedAgentPoolRule,
  ambiguousEntries: ambiguousEntriesRule,
  nodeLabels: nodeLabelsRule,
  quantities: quantitiesRule,
  warmTrigger: warmTriggerRule,
  warmTimeZone: warmTimeZoneRule,
  warmAgents: warmAgentsRule,
};

/** The rules of the config that say nothing about values. docs/helm.md says why. */
export const OTHER_RULES: readonly Rule[] = [
  nameRule,
  namePatternRule,
  nodeGroupRule,
  existingNameRule,
  backendRule,
  tokenRevisionRule,
  reservedWordRule,
  tagCountRule,
  tagCaseRule,
  tagPrefixRule,
  existingClusterRule,
  nodePoolRule,
  agentFitsNodeRule,
];
