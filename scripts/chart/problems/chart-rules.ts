import { ownDemandsRule } from '../../../config/rules/agent-pools';
import { pollsRule } from '../../../config/rules/calls';
import { anyEntryRule, entryNameLengthRule, entryNameUniqueRule, idleMinutesRule, tolerationRule } from '../../../config/rules/entries';
import { capabilitiesSizeRule, environmentRule } from '../../../config/rules/environment';
import { enterpriseAuthRule, gitHubUrlRule } from '../../../config/rules/github-url';
import { parallelJobsRule, scalerVersionRule } from '../../../config/rules/keda';
import { nameRule } from '../../../config/rules/name';
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

/** A rule that values are not checked with, and why. */
export interface OtherRule {
  readonly rule: Rule;
  /** What the rule is about, for people. */
  readonly about: string;
  readonly why: string;
}

/** The rules of the config that say nothing about values. */
export const OTHER_RULES: readonly OtherRule[] = [
  { rule: nameRule, about: 'a name that looks like a number with an exponent', why: 'only CDK for Terraform reads such names as numbers' },
  { rule: reservedWordRule, about: 'words that Azure reserves', why: 'a release creates no Azure resources' },
  { rule: tagCountRule, about: 'the number of tags', why: 'tags are for Azure resources, and values have none' },
  { rule: tagCaseRule, about: 'tags that differ only in case', why: 'tags are for Azure resources, and values have none' },
  { rule: tagPrefixRule, about: 'tags with a reserved prefix', why: 'tags are for Azure resources, and values have none' },
  { rule: nodePoolRule, about: 'the sizes and counts of node pools', why: 'the cluster exists, and values do not describe its node pools' },
  { rule: agentFitsNodeRule, about: 'whether an agent fits on a node', why: 'values do not name the VM sizes of the nodes' },
];
