import * as z from 'zod';
import { configSchema } from '../../../config/schema/config';
import { field, ruleOf } from '../../../config/schema/field';
import { referencedImage } from '../../../config/schema/image';
import type { DeepReadonly } from '../../../config/types';
import { agentsService } from '../azure-pipelines/service-values';
import { runnersService } from '../github/service-values';
import { kedaChartValues, kedaValues, monitoringValues, networkValues } from './cluster';
import { agentPoolValues, runnerPoolValues } from './entries';

/** A text that may be left empty, which is how a values.yaml shows an option without a value. */
function orEmpty(schema: z.ZodString) {
  const { rule, remedy } = ruleOf(schema);
  return field(z.union([z.literal(''), schema]), { rule: `empty, or ${rule}`, remedy }).default('');
}

/** An entry of each list is described by its own schema; the rules of the lists are those of the config. */
const { agentPools, runnerPools } = configSchema.shape;

export const agentImageValues = z.strictObject({
  /** The image, with its registry and a tag or digest. The cluster must be able to pull it. @default '' (the image of this version of the chart, if the chart was published with one; otherwise it is required for agent pools) */
  reference: orEmpty(referencedImage.shape.reference),
});

export const runnerImageValues = z.strictObject({
  /** The image, with its registry and a tag or digest. The cluster must be able to pull it. @default '' (the image of this version of the chart, if the chart was published with one; otherwise it is required for runner pools) */
  reference: orEmpty(referencedImage.shape.reference),
});

export const chartValues = z.strictObject({
  /** Start of the names of the objects of all entries: an entry linux of a deployment pipelines is pipelines-linux. Renaming it replaces these objects. @default '' (the name of the release) */
  name: orEmpty(configSchema.shape.name),
  /** The image that agents and placeholders run. @default the image of this version of the chart, if it has one */
  image: agentImageValues.prefault({}),
  /** The image that runners run. Without agent pools, the scaler runs it too. @default the image of this version of the chart, if it has one */
  runnerImage: runnerImageValues.prefault({}),
  /** KEDA, which scales the agents. @default the newest supported version, in the namespace keda */
  keda: kedaValues.prefault({}),
  /** The chart kedacore/keda, for a cluster without KEDA. @default - not installed */
  kedaChart: kedaChartValues.prefault({}),
  /** Addresses of the cluster, for the network policies. @default those of a cluster that AKS creates with its defaults */
  network: networkValues.prefault({}),
  ...agentsService.shape,
  ...runnersService.shape,
  /** Metrics, and what reads them: `{}` switches them on for Azure's managed Prometheus. @default - none */
  monitoring: monitoringValues.optional(),
  /** The entries of this release for Azure Pipelines. Each serves an agent pool, or the jobs in it that match its demands. At least one entry is required, here or in `runnerPools`. @default [] (none) */
  agentPools: field(z.array(agentPoolValues), ruleOf(agentPools.unwrap())).default([]),
  /** The entries of this release for GitHub Actions. Each is a runner scale set. @default [] (none) */
  runnerPools: field(z.array(runnerPoolValues), ruleOf(runnerPools.unwrap())).default([]),
});

/** The values as they are written: those with a default may be left out. */
export type ChartValues = DeepReadonly<z.input<typeof chartValues>>;
