import { entryNameLengthRule, entryNameUniqueRule, idleMinutesRule, ownDemandsRule, tolerationRule } from './agent-pools';
import { pollsRule } from './calls';
import { capabilitiesSizeRule, environmentRule } from './environment';
import { parallelJobsRule, scalerVersionRule } from './keda';
import { nameRule } from './name';
import { nodeLabelsRule } from './node-labels';
import { nodePoolRule } from './node-pools';
import { agentFitsNodeRule } from './node-size';
import { organizationUrlRule } from './organization-url';
import { plainTextRule } from './plain-text';
import { quantitiesRule } from './quantities';
import { reservedWordRule } from './reserved-words';
import type { Rule } from './rule';
import { ambiguousEntriesRule, sharedAgentPoolRule } from './shared-agent-pools';
import { tagCaseRule, tagCountRule, tagPrefixRule } from './tags';
import { warmAgentsRule, warmTimeZoneRule, warmTriggerRule } from './warm';

/** Every rule beyond the schema, in the order in which their problems are reported. */
export const rules: readonly Rule[] = [
  plainTextRule,
  nameRule,
  organizationUrlRule,
  reservedWordRule,
  tagCountRule,
  tagCaseRule,
  tagPrefixRule,
  nodePoolRule,
  scalerVersionRule,
  parallelJobsRule,
  pollsRule,
  entryNameLengthRule,
  entryNameUniqueRule,
  idleMinutesRule,
  ownDemandsRule,
  tolerationRule,
  environmentRule,
  capabilitiesSizeRule,
  sharedAgentPoolRule,
  ambiguousEntriesRule,
  nodeLabelsRule,
  quantitiesRule,
  agentFitsNodeRule,
  warmTriggerRule,
  warmTimeZoneRule,
  warmAgentsRule,
];
