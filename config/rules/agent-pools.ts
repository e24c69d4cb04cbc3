import { capabilitiesFor, meets, parseDemand } from '../demands';
import { below } from '../problems/problem';
import { eachAgentPool } from './each-entry';
import type { Rule } from './rule';

/** The agents of an entry must meet the entry's own demands. */
export const ownDemandsRule: Rule = ({ agentPools }) =>
  eachAgentPool(agentPools, (entry, path) => {
    const { demands, capabilities } = entry;
    if (demands === undefined || capabilities === undefined) return [];
    const offered = capabilitiesFor(demands, capabilities);
    return demands
      .filter((demand) => !meets(offered, [demand]))
      .map((demand) => {
        const { name } = parseDemand(demand);
        const rule = `must meet the entry's own demand "${demand}"`;
        return Object.hasOwn(capabilities, name)
          ? {
              path: below(path, 'capabilities', name),
              rule,
              value: capabilities[name],
              remedy: 'make the two equal, or remove the capability',
            }
          : { path: below(path, 'demands'), rule, value: demands, remedy: 'demand only one value of a capability' };
      });
  });
