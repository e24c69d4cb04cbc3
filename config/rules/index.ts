import {
  entryNameLengthRule,
  entryNameUniqueRule,
  idleMinutesRule,
  ownDemandsRule,
  sharedAgentPoolRule,
  tolerationRule,
} from './agent-pools';
import { capabilitiesSizeRule, environmentRule } from './environment';
import { nameRule } from './name';
import { nodeLabelsRule } from './node-labels';
import { nodePoolRule } from './node-pools';
import { agentFitsNodeRule } from './node-size';
import { organizationUrlRule } from './organization-url';
import { plainTextRule } from './plain-text';
import { quantitiesRule } from './quantities';
import { reservedWordRule } from './reserved-words';
import type { Rule } from './rule';
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
  entryNameLengthRule,
  entryNameUniqueRule,
  idleMinutesRule,
  ownDemandsRule,
  tolerationRule,
  environmentRule,
  capabilitiesSizeRule,
  sharedAgentPoolRule,
  nodeLabelsRule,
  quantitiesRule,
  agentFitsNodeRule,
  warmTriggerRule,
  warmTimeZoneRule,
  warmAgentsRule,
];
