import { capabilitiesFor, meets, parseDemand } from '../demands';
import { agentPoolObjectName } from '../names';
import { below, type Problem } from '../problems/problem';
import type { PartialAgentPool } from '../types';
import type { Rule } from './rule';

/**
 * The longest name of a ScaledJob, in characters: KEDA and the Job controller each add "-" and five letters to form the
 * name of the pod, which must fit into a label value of 63 characters.
 */
const MAX_SCALED_JOB_NAME = 51;

/** The names of the Kubernetes objects start with the name of the deployment. */
export const entryNameLengthRule: Rule = ({ name, agentPools }) =>
  each(agentPools, (entry, path) => {
    if (name === undefined || entry.name === undefined) return [];
    const object = agentPoolObjectName(name, entry.name);
    const over = object.length - MAX_SCALED_JOB_NAME;
    if (over <= 0) return [];
    const rule = `must give a Kubernetes name of at most ${MAX_SCALED_JOB_NAME} characters together with the deployment's name ("${object}" has ${object.length})`;
    return [{ path: below(path, 'name'), rule, value: entry.name, remedy: `shorten one of the two by ${over}` }];
  });

/** Two entries with the same name would create the same objects. */
export const entryNameUniqueRule: Rule = ({ agentPools }) =>
  each(agentPools, (entry, path, index) => {
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
  each(agentPools, ({ idleMinutes, jobTimeoutMinutes }, path) => {
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
  each(agentPools, (entry, path) => {
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
  each(agentPools, ({ tolerations }, path) =>
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

/** If two entries watch the same agent pool, each job must match only one of them. Otherwise both create an agent for it. */
export const sharedAgentPoolRule: Rule = ({ agentPools }) =>
  each(agentPools, (entry, path, index) => {
    const rival = (agentPools ?? []).findIndex(
      (other, i) => i < index && other !== undefined && watchesSame(entry, other) && acceptsSameJobs(entry, other),
    );
    if (rival < 0) return [];
    return [
      {
        path: below(path, 'demands'),
        rule: `must distinguish its jobs from those of agentPools[${rival}], which watches the same agent pool "${watched(entry)}"`,
        value: entry.demands,
        remedy: 'give each of the two a demand that the agents of the other do not meet',
      },
    ];
  });

function acceptsSameJobs(one: PartialAgentPool, other: PartialAgentPool): boolean {
  const [a, b] = [offer(one), offer(other)];
  return a !== undefined && b !== undefined && (meets(a.offered, b.demands) || meets(b.offered, a.demands));
}

/** The demands of an entry's jobs, and the capabilities of its agents. Environment variables are capabilities too. */
function offer({ demands, capabilities, env }: PartialAgentPool) {
  if (demands === undefined || capabilities === undefined || env === undefined) return undefined;
  return { demands, offered: capabilitiesFor(demands, { ...env, ...capabilities }) };
}

/** The agent pool in Azure DevOps; undefined if the option is invalid. */
const watched = (entry: PartialAgentPool) => ('pool' in entry ? entry.pool : entry.name);

/** Names of agent pools are compared without regard to case, as the REST API does. */
function watchesSame(one: PartialAgentPool, other: PartialAgentPool): boolean {
  const [a, b] = [watched(one), watched(other)];
  return a !== undefined && b !== undefined && String(a).toLowerCase() === String(b).toLowerCase();
}

function each(
  entries: readonly (PartialAgentPool | undefined)[] | undefined,
  problemsOf: (entry: PartialAgentPool, path: string, index: number) => readonly Problem[],
): readonly Problem[] {
  return (entries ?? []).flatMap((entry, index) => (entry === undefined ? [] : problemsOf(entry, below('agentPools', index), index)));
}
