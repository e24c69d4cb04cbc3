import * as fc from 'fast-check';
import { optional, type PodLimits, podOptions } from './pods';
import { entryName, lineWithout, runnerLabel } from './texts';

/** What random entries depend on. */
export type EntryLimits = Pick<PodLimits, 'withScaler'> & {
  /** The number in azureDevOps.parallelJobs, if it is one. */
  readonly parallelJobs?: number | undefined;
  /** Whether GitHub has runner groups other than Default. */
  readonly withGroups: boolean;
};

const maximum = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 1000 }));

/** A name that an agent pool can have, or its id. */
const agentPoolName = fc.oneof(
  fc.constantFrom('aks-linux', '0x1f', 'true', '1e3', "Team A's pool: {{ linux }}"),
  lineWithout(/[/\\$%"]/g, 64).filter((name) => /^(?!\d+$)./.test(name)),
  fc.integer({ min: 1, max: 5_000_000 }),
);

const CAPABILITY_NAMES = ['docker', 'java', 'npm.version', 'Y', 'size-of', '_x'];
const capabilityValue = lineWithout(/[,"=]/g, 20);

/** Demands on different names, and further capabilities with other names: so agents meet the demands of their own entry. */
const offer = fc
  .uniqueArray(fc.constantFrom(...CAPABILITY_NAMES), { maxLength: 4 })
  .chain((names) =>
    fc.record({
      values: fc.array(capabilityValue, { minLength: names.length, maxLength: names.length }),
      demanded: fc.nat(names.length),
      names: fc.constant(names),
    }),
  )
  .map(({ names, values, demanded }) => ({
    demands: names.slice(0, demanded).map((name, at) => (values[at] ? `${name} -equals ${values[at]}` : name)),
    capabilities: Object.fromEntries(names.slice(demanded).map((name, at) => [name, values[demanded + at] ?? ''])),
  }));

const agentPool = ({ withScaler, parallelJobs = Number.POSITIVE_INFINITY }: EntryLimits) =>
  maximum.chain((maxAgents) =>
    fc.record({
      ...podOptions({ most: Math.min(maxAgents, parallelJobs), withScaler }),
      maxAgents: fc.constantFrom(maxAgents, maxAgents === 10 ? undefined : maxAgents),
      pool: optional(agentPoolName),
      pollingSeconds: optional(fc.integer({ min: 1, max: 3600 })),
      offer: optional(offer),
    }),
  );

/** Entries of agent pools, without names. Entries that share an agent pool demand different things, so that every trigger can tell them apart. */
export const agentPools = (limits: EntryLimits) =>
  fc.tuple(fc.array(agentPool(limits), { minLength: 1, maxLength: 3 }), optional(agentPoolName)).map(([entries, shared]) =>
    entries.map(({ offer: { demands, capabilities } = {}, pool, ...entry }, at) => ({
      ...entry,
      pool: shared ?? pool,
      demands: shared === undefined ? demands : [`entry -equals e${at}`, ...(demands ?? [])],
      capabilities,
    })),
  );

const runnerPool = ({ withScaler, withGroups }: EntryLimits) =>
  maximum.chain((maxRunners) =>
    fc.record({
      ...podOptions({ most: maxRunners, withScaler }),
      maxRunners: fc.constant(maxRunners),
      scaleSet: optional(runnerLabel),
      labels: optional(fc.uniqueArray(runnerLabel, { maxLength: 4, selector: (label) => label.toLowerCase() })),
      runnerGroup: withGroups
        ? optional(fc.oneof(fc.constantFrom('Default', '123', 'Team A: web & API'), lineWithout(/\p{Cc}/gu, 40).filter(Boolean)))
        : fc.constant(undefined),
    }),
  );

/** Entries of runner pools, without names. */
export const runnerPools = (limits: EntryLimits) => fc.array(runnerPool(limits), { minLength: 1, maxLength: 3 });

/** Names for so many entries, all different. */
export const entryNames = (count: number) => fc.uniqueArray(entryName, { minLength: count, maxLength: count });
