import { idleMinutesRule, ownDemandsRule, poolNameLengthRule, poolNameUniqueRule, sharedPoolRule, tolerationRule } from './agent-pools';
import { capabilitiesSizeRule, environmentRule } from './environment';
import { nameRule } from './name';
import { agentFitsNodeRule, nodePoolRule } from './node-size';
import { organizationUrlRule } from './organization-url';
import { plainTextRule } from './plain-text';
import type { Rule } from './rule';
import { tagCaseRule, tagCountRule } from './tags';

/** Every rule beyond the schema, in the order in which problems are reported. */
export const rules: readonly Rule[] = [
  plainTextRule,
  nameRule,
  organizationUrlRule,
  tagCountRule,
  tagCaseRule,
  nodePoolRule,
  poolNameLengthRule,
  poolNameUniqueRule,
  idleMinutesRule,
  ownDemandsRule,
  tolerationRule,
  environmentRule,
  capabilitiesSizeRule,
  sharedPoolRule,
  agentFitsNodeRule,
];
