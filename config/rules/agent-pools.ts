import { capabilitiesFor, meets, parseDemand } from '../demands';
import { agentPoolObjectName } from '../names';
import { below, type Problem } from '../problem';
import type { PartialAgentPool } from '../types';
import type { Rule } from './rule';

/**
 * The most characters of a ScaledJob's name: KEDA and the Job controller each add "-" and five letters to make the
 * name of the pod, which must fit a label value of 63.
 */
const MAX_SCALED_JOB_NAME = 51;

/** Names of the Kubernetes objects, with the deployment's name before them. */
export const poolNameLengthRule: Rule = ({ name, agentPools }) =>
  each(agentPools, (pool, path) => {
    if (name === undefined || pool.name === undefined) return [];
    const object = agentPoolObjectName(name, pool.name);
    const over = object.length - MAX_SCALED_JOB_NAME;
    if (over <= 0) return [];
    const rule = `must give a Kubernetes name of at most ${MAX_SCALED_JOB_NAME} characters together with the deployment's name ("${object}" has ${object.length})`;
    return [{ path: below(path, 'name'), rule, value: pool.name, remedy: `shorten one of the two by ${over}` }];
  });

/** Two entries with one name would be one set of objects. */
export const poolNameUniqueRule: Rule = ({ agentPools }) =>
  each(agentPools, (pool, path, index) => {
    const first = (agentPools ?? []).findIndex((other) => other?.name === pool.name);
    if (pool.name === undefined || first === index) return [];
    return [
      {
        path: below(path, 'name'),
        rule: `must be unique, but agentPools[${first}] has it too`,
        value: pool.name,
        remedy: 'give each entry a name of its own',
      },
    ];
  });

/** No agent can be idle for longer than a job may take. */
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
  each(agentPools, (pool, path) => {
    const { demands, capabilities } = pool;
    if (demands === undefined || capabilities === undefined) return [];
    const offered = capabilitiesFor(demands, capabilities);
    return demands
      .filter((demand) => !meets(offered, [demand]))
      .map((demand) => {
        const { name } = parseDemand(demand);
        const rule = `must meet the entry's own demand "${demand}"`;
        return Object.hasOwn(capabilities, name)
          ? {
              path: below(below(path, 'capabilities'), name),
              rule,
              value: capabilities[name],
              remedy: 'make the two equal, or leave the capability out',
            }
          : { path: below(path, 'demands'), rule, value: demands, remedy: 'demand one value of a capability only' };
      });
  });

/** A toleration that takes any value has none of its own; the API server refuses it. */
export const tolerationRule: Rule = ({ agentPools }) =>
  each(agentPools, ({ tolerations }, path) =>
    (tolerations ?? []).flatMap((toleration, index) => {
      if (toleration?.operator !== 'Exists' || toleration.value === undefined) return [];
      const place = below(below(below(path, 'tolerations'), index), 'value');
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

/** Where two entries watch one agent pool, each job must fit one of them only, or both make an agent for it. */
export const sharedPoolRule: Rule = ({ agentPools }) =>
  each(agentPools, (pool, path, index) => {
    const rival = (agentPools ?? []).findIndex(
      (other, i) => i < index && other !== undefined && watchesSame(pool, other) && answersSame(pool, other),
    );
    if (rival < 0) return [];
    return [
      {
        path: below(path, 'demands'),
        rule: `must tell its jobs from those of agentPools[${rival}], which watches the same agent pool "${watched(pool)}"`,
        value: pool.demands,
        remedy: 'give each of the two a demand that the agents of the other do not meet',
      },
    ];
  });

function answersSame(one: PartialAgentPool, other: PartialAgentPool): boolean {
  const [a, b] = [offer(one), offer(other)];
  return a !== undefined && b !== undefined && (meets(a.offered, b.demands) || meets(b.offered, a.demands));
}

/** What an entry's jobs demand and its agents offer; variables of the environment are capabilities too. */
function offer({ demands, capabilities, env }: PartialAgentPool) {
  if (demands === undefined || capabilities === undefined || env === undefined) return undefined;
  return { demands, offered: capabilitiesFor(demands, { ...env, ...capabilities }) };
}

/** The agent pool in Azure DevOps; undefined when the config's word for it is faulty. */
const watched = (pool: PartialAgentPool) => ('pool' in pool ? pool.pool : pool.name);

/** Names of agent pools are compared as the REST API finds them: without regard to case. */
function watchesSame(one: PartialAgentPool, other: PartialAgentPool): boolean {
  const [a, b] = [watched(one), watched(other)];
  return a !== undefined && b !== undefined && String(a).toLowerCase() === String(b).toLowerCase();
}

function each(
  pools: readonly (PartialAgentPool | undefined)[] | undefined,
  problemsOf: (pool: PartialAgentPool, path: string, index: number) => readonly Problem[],
): readonly Problem[] {
  return (pools ?? []).flatMap((pool, index) => (pool === undefined ? [] : problemsOf(pool, below('agentPools', index), index)));
}
