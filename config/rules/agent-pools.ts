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

/** A capability that is given must be what the entry's own demands ask for. */
export const ownDemandsRule: Rule = ({ agentPools }) =>
  each(agentPools, (pool, path) => {
    const { demands, capabilities } = offer(pool);
    return demands
      .filter((demand) => !meets(capabilities, [demand]))
      .map((demand) => {
        const { name } = parseDemand(demand);
        return {
          path: below(below(path, 'capabilities'), name),
          rule: `must meet the entry's own demand "${demand}"`,
          value: capabilities[name],
          remedy: 'make the two equal, or leave the capability out',
        };
      });
  });

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
  if (one.demands === undefined || other.demands === undefined) return false;
  const [a, b] = [offer(one), offer(other)];
  return meets(a.capabilities, b.demands) || meets(b.capabilities, a.demands);
}

const watched = (pool: PartialAgentPool) => pool.pool ?? pool.name;

/** Names of agent pools are compared as the REST API finds them: without regard to case. */
const watchesSame = (one: PartialAgentPool, other: PartialAgentPool) =>
  watched(one) !== undefined && String(watched(one)).toLowerCase() === String(watched(other)).toLowerCase();

function offer(pool: PartialAgentPool) {
  const demands = (pool.demands ?? []).filter((demand) => demand !== undefined);
  const given = Object.entries(pool.capabilities ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return { demands, capabilities: capabilitiesFor(demands, Object.fromEntries(given)) };
}

function each(
  pools: readonly (PartialAgentPool | undefined)[] | undefined,
  problemsOf: (pool: PartialAgentPool, path: string, index: number) => readonly Problem[],
): readonly Problem[] {
  return (pools ?? []).flatMap((pool, index) => (pool === undefined ? [] : problemsOf(pool, below('agentPools', index), index)));
}
