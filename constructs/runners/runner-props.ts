import { SCALER_COUNTS } from '../../config/keda-version';
import { runnerPool as runnerPoolSchema } from '../../config/schema/runner-pool';
import type { RunnerPoolConfig } from '../../config/types';
import type { PodObjects } from '../../providers/contract/pod-objects';
import type { EntryConnection, EntryProps } from '../pods/entry-props';

/** The properties of a runner pool that have no default. */
export interface RunnerPoolConnection extends EntryConnection {
  /** Service account of the pods, see `RunnerServiceAccount`. */
  readonly serviceAccountName: string;
  /** Image built from the stage `runner` of docker/Dockerfile. */
  readonly image: string;
  /** The service whose jobs the runners run, such as `gitHubRunners(...)`. */
  readonly provider: PodObjects;
}

/** The properties that have a default: the options of an entry of the config's `runnerPools`. */
export type RunnerPoolOptions = Omit<RunnerPoolConfig, 'name' | 'scaleSet' | 'labels' | 'runnerGroup'>;

/** The properties of a runner pool. Options have the defaults of an entry of the config's `runnerPools`. */
export type RunnerPoolProps = RunnerPoolConnection & Partial<RunnerPoolOptions>;

/** All properties, with every default filled in and with what the provider adds. */
export type CompleteRunnerPoolProps = RunnerPoolConnection & RunnerPoolOptions & EntryProps;

const optionsSchema = runnerPoolSchema.omit({ name: true, scaleSet: true, labels: true, runnerGroup: true });

/** Fills in the defaults of the config's schema. KEDA has no scaler that speaks the protocol of scale sets, so it always polls the `Scaler`. */
export function completeRunnerProps(props: RunnerPoolProps): CompleteRunnerPoolProps {
  const given = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as RunnerPoolProps;
  return { ...optionsSchema.parse({}), ...given, trigger: 'scaler', scaling: SCALER_COUNTS, provided: props.provider };
}
