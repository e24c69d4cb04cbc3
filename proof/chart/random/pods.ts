import * as fc from 'fast-check';
import { DAYS } from '../../../config/warm/wall-clock';
import { anyText, entryName, labelValue } from './texts';

/** An option that is left out in about half of the configs. */
export const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

const minutes = (min: number, max: number) => optional(fc.oneof(fc.integer({ min, max: 60 }), fc.integer({ min, max })));

const cpu = fc.oneof(
  fc.constantFrom('10m', '500m', '1000m', '1', '1.0', '0.5', '1.250', '2.125'),
  fc.integer({ min: 10, max: 4000 }).map((millis) => `${millis}m`),
);

const bytes = fc.oneof(
  fc.constantFrom('256Mi', '0.25Gi', '1.5Gi', '2Gi', '2G', '500M', '268435456', '300000.125Ki', '1000000k', '1024Mi', '3000.001Mi'),
  fc.integer({ min: 256, max: 20_000 }).map((mebibytes) => `${mebibytes}Mi`),
  fc.integer({ min: 256 * 1024 ** 2, max: 8 * 1024 ** 3 }).map(String),
);

const ENV_NAMES = ['A', 'HTTPS_PROXY', 'PROMPT', 'no', 'TRUE', 'Y', '_'];

const environment = fc.dictionary(fc.oneof(fc.constantFrom(...ENV_NAMES), fc.stringMatching(/^[A-Za-z_]\w{0,10}$/)), anyText, {
  maxKeys: 4,
  noNullPrototype: true,
});

const labelKey = fc.oneof(
  fc.constantFrom(
    'example.com/nodes',
    'true',
    '123',
    'dedicated',
    'agentpool',
    'kubernetes.azure.com/agentpool',
    'topology.kubernetes.io/zone',
  ),
  fc.stringMatching(/^[A-Za-z0-9](?:[\w.-]{0,10}[A-Za-z0-9])?$/),
);

const toleration = fc
  .record(
    {
      key: fc.oneof({ weight: 1, arbitrary: fc.constant('dedicated') }, { weight: 3, arbitrary: labelKey }),
      operator: fc.constantFrom('Equal', 'Exists'),
      value: labelValue,
      effect: fc.constantFrom('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
    },
    { requiredKeys: ['key'] },
  )
  .map(({ value, ...rest }) => (rest.operator === 'Exists' || value === undefined ? rest : { ...rest, value }));

const TIME_ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC'];
const time = fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((part) => `${part}`.padStart(2, '0')).join(':'));

/** A window with at most so many agents. The time zone is there unless the window is always open. */
const warmWindow = (most: number) =>
  fc
    .record(
      {
        agents: fc.integer({ min: 1, max: most }),
        days: fc.subarray([...DAYS], { minLength: 1 }),
        from: time,
        to: fc.oneof(time, fc.constant('24:00')),
        timeZone: fc.constantFrom(...TIME_ZONES),
      },
      { requiredKeys: ['agents', 'timeZone'] },
    )
    .map((window) => (Object.keys(window).length > 2 ? window : { agents: window.agents }));

/** What random pods depend on. */
export interface PodLimits {
  /** The most warm agents or runners. */
  readonly most: number;
  /** Whether there is the scaler, without which none is warm. */
  readonly withScaler: boolean;
}

/** The options that entries of both lists have, except for the name. */
export function podOptions({ most, withScaler }: PodLimits) {
  const warm = withScaler ? { warm: optional(fc.array(warmWindow(most), { maxLength: 2 })), anticipate: optional(fc.boolean()) } : {};
  return {
    ...warm,
    cpu: optional(cpu),
    memory: optional(bytes),
    workDisk: optional(bytes),
    scratchDisk: optional(bytes),
    jobTimeoutMinutes: minutes(30, 10_080),
    idleMinutes: optional(fc.integer({ min: 1, max: 30 })),
    warmMaxHours: optional(fc.integer({ min: 1, max: 168 })),
    env: optional(environment),
    nodeSelector: optional(fc.dictionary(labelKey, labelValue, { maxKeys: 3, noNullPrototype: true })),
    tolerations: optional(fc.array(toleration, { maxLength: 3 })),
    egressNamespaces: optional(fc.array(entryName, { maxLength: 3 })),
    podDisruptionBudget: optional(fc.boolean()),
    keepFinishedMinutes: minutes(0, 10_080),
    keepSucceeded: optional(fc.integer({ min: 0, max: 1000 })),
    keepFailed: optional(fc.integer({ min: 0, max: 1000 })),
  };
}
