import { capabilitiesFor, meets, parseDemand } from '../demands';
import { agentPoolObjectName } from '../names';
import { below } from '../problems/problem';
import { eachEntry } from './each-entry';
import type { Rule } from './rule';

/**
 * The longest name of a ScaledJob, in characters: KEDA and the Job controller each add "-" and five letters to form the
 * name of the pod, which must fit into a label value of 63 characters.
 */
const MAX_SCALED_JOB_NAME = 51;

/** The names of the Kubernetes objects start with the name of the deployment. */
export const entryNameLengthRule: Rule = ({ name, agentPools }) =>
  eachEntry(agentPools, (entry, path) => {
    if (name === undefined || entry.name === undefined) return [];
    const object = agentPoolObjectName(name, entry.name);
    const over = object.length - MAX_SCALED_JOB_NAME;
    if (over <= 0) return [];
    const rule = `must give a Kubernetes name of at most ${MAX_SCALED_JOB_NAME} characters together with the deployment's name ("${object}" has ${object.length})`;
    return [{ path: below(path, 'name'), rule, value: entry.name, remedy: `shorten one of the two by ${over}` }];
  });

/** Two entries with the same name would create the same objects. */
export const entryNameUniqueRule: Rule = ({ agentPools }) =>
  eachEntry(agentPools, (entry, path, index) => {
    const first = (agentPools ?? []).findIndex((other) => other?.name === entry.name);
    if (entry.name === undefined || first === index) return [];
    return [
      {
        path: below(path, 'name'),
        rule: `must be unique, but agentPools[${first}] has it too`,
        value: entry.name,
        remedy: 'give each entry a name of its own',
      },
    ];
  });

/** An agent can't be idle for longer than a job may take. */
export const idleMinutesRule: Rule = ({ agentPools }) =>
  eachEntry(agentPools, ({ idleMinutes, jobTimeoutMinutes }, path) => {
    if (idleMinutes === undefined || jobTimeoutMinutes === undefined || idleMinutes <= jobTimeoutMinutes) return [];
    return [
      {
        path: below(path, 'idleMinutes'),
        rule: `must not be above jobTimeoutMinutes (${jobTimeoutMinutes})`,
        value: idleMinutes,
        remedy: 'lower it, or raise jobTimeoutMinutes',
      },
    ];
  });

/** The agents of an entry must meet the entry's own demands. */
export const ownDemandsRule: Rule = ({ agentPools }) =>
  eachEntry(agentPools, (entry, path) => {
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

/** A toleration that matches any value must not have one itself: the API server rejects it. */
export const tolerationRule: Rule = ({ agentPools }) =>
  eachEntry(agentPools, ({ tolerations }, path) =>
    (tolerations ?? []).flatMap((toleration, index) => {
      if (toleration?.operator !== 'Exists' || toleration.value === undefined) return [];
      const place = below(path, 'tolerations', index, 'value');
      return [
        {
          path: place,
          rule: 'must be left out with operator Exists',
          value: toleration.value,
          remedy: 'leave it out, or use operator Equal',
        },
      ];
    }),
  );
