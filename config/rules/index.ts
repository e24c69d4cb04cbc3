import { idleMinutesRule, ownDemandsRule, poolNameLengthRule, poolNameUniqueRule, sharedPoolRule, tolerationRule } from './agent-pools';
import { agentFitsNodeRule, nodePoolRule } from './node-size';
import { organizationUrlRule } from './organization-url';
import type { Rule } from './rule';
import { tagCaseRule, tagCountRule } from './tags';

/** Every rule beyond the schema, in the order in which problems are reported. */
export const rules: readonly Rule[] = [
  organizationUrlRule,
  tagCountRule,
  tagCaseRule,
  nodePoolRule,
  poolNameLengthRule,
  poolNameUniqueRule,
  idleMinutesRule,
  ownDemandsRule,
  tolerationRule,
  sharedPoolRule,
  agentFitsNodeRule,
];
