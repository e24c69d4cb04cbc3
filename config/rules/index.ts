import { ownDemandsRule } from './agent-pools';
import { backendRule } from './backend';
import { pollsRule } from './calls';
import { anyEntryRule, entryNameLengthRule, entryNameUniqueRule, idleMinutesRule, tolerationRule } from './entries';
import { capabilitiesSizeRule, environmentRule } from './environment';
import { existingClusterRule } from './existing-cluster';
import { enterpriseAuthRule, gitHubUrlRule } from './github-url';
import { parallelJobsRule, scalerVersionRule } from './keda';
import { nameRule } from './name';
import { existingNameRule, namePatternRule, nodeGroupRule } from './name-patterns';
import { nodeLabelsRule } from './node-labels';
import { nodePoolRule } from './node-pools';
import { agentFitsNodeRule } from './node-size';
import { organizationUrlRule } from './organization-url';
import { plainTextRule } from './plain-text';
import { quantitiesRule } from './quantities';
import { reservedWordRule } from './reserved-words';
import type { Rule } from './rule';
import { labelsUniqueRule, runnerGroupRule, runnerTriggerRule, scaleSetUniqueRule } from './runner-pools';
import { servicesRule } from './services';
import { ambiguousEntriesRule, sharedAgentPoolRule } from './shared-agent-pools';
import { tagCaseRule, tagCountRule, tagPrefixRule } from './tags';
import { tokenRevisionRule } from './token-source';
import { warmAgentsRule, warmTimeZoneRule, warmTriggerRule } from './warm';

/** Every rule beyond the schema, in the order in which their problems are reported. */
export const rules: readonly Rule[] = [
  plainTextRule,
  nameRule,
  namePatternRule,
  nodeGroupRule,
  existingNameRule,
  backendRule,
  anyEntryRule,
  servicesRule,
  organizationUrlRule,
  tokenRevisionRule,
  gitHubUrlRule,
  enterpriseAuthRule,
  reservedWordRule,
  tagCountRule,
  tagCaseRule,
  tagPrefixRule,
  existingClusterRule,
  nodePoolRule,
  scalerVersionRule,
  parallelJobsRule,
  runnerTriggerRule,
  pollsRule,
  entryNameLengthRule,
  entryNameUniqueRule,
  idleMinutesRule,
  ownDemandsRule,
  tolerationRule,
  environmentRule,
  capabilitiesSizeRule,
  scaleSetUniqueRule,
  labelsUniqueRule,
  runnerGroupRule,
  sharedAgentPoolRule,
  ambiguousEntriesRule,
  nodeLabelsRule,
  quantitiesRule,
  agentFitsNodeRule,
  warmTriggerRule,
  warmTimeZoneRule,
  warmAgentsRule,
];
