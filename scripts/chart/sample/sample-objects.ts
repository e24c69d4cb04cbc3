import { App } from 'cdktf';
import { imagesOf } from '../../../config/agent-image';
import { namesOf } from '../../../config/names';
import { parseConfig } from '../../../config/parse';
import { marked } from '../../../config/text/literal-text';
import type { Config } from '../../../config/types';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';
import { AgentsStack } from '../../../stacks/agents-stack';
import { kubernetesObjects } from '../../lib/kubernetes-objects';
import type { StackJson } from '../../lib/stack-json';
import type { Choice } from '../objects/features';
import { type Sample, sampleConfig } from './sample';

/** Terraform's reference to the client id of the identity. */
export const CLIENT_ID = '${data.azurerm_user_assigned_identity.identity.client_id}';

/** Stands in the objects for the value of AZP_ENTRIES, which is one text of many values. */
export const ENTRIES = 'zzentries';

/** A sample config, and the objects that the agents stack makes of it. */
export interface SampleObjects {
  readonly config: Config;
  readonly objects: readonly NativeObject[];
}

/** What the cluster of a sample has. */
export const surroundingsOf = ({ text, number }: Sample) => ({
  clusterRanges: [`198.18.${number('range')}.0/24`] as const,
  apiServer: `198.19.${number('range')}.1/32`,
  kedaNamespace: text('keda'),
  metricsNamespace: text('metrics'),
});

/** The objects of the agents stack for a config with some features. */
export function sampleObjects(sample: Sample, choice: Choice): SampleObjects {
  return withoutStackTraces(() => build(sample, choice));
}

function build(sample: Sample, choice: Choice): SampleObjects {
  const config = parseConfig(sampleConfig(sample, choice), 'a sample');
  const names = namesOf(config);
  const { image, runnerImage } = imagesOf(config, names, '');
  const stack = new AgentsStack(new App({ stackTraces: false }), names.stacks.agents, {
    config: marked(config),
    names: marked(names),
    image: image && marked(image),
    runnerImage: runnerImage && marked(runnerImage),
    surroundings: surroundingsOf(sample),
  });
  const { resource } = stack.toTerraform() as Pick<StackJson, 'resource'>;
  return { config, objects: kubernetesObjects({ name: 'agents', resource }).map(withoutEntries) };
}

/** cdktf takes a stack trace for each token, and their texts would take a third of the time. */
function withoutStackTraces<Result>(work: () => Result): Result {
  const { prepareStackTrace } = Error;
  try {
    Error.prepareStackTrace = () => '';
    return work();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}

function withoutEntries(object: NativeObject): NativeObject {
  return JSON.parse(JSON.stringify(object), (_, value: unknown) =>
    isEntries(value) ? { ...value, value: ENTRIES } : value,
  ) as NativeObject;
}

const isEntries = (value: unknown): value is { readonly name: string } =>
  typeof value === 'object' && value !== null && 'name' in value && value.name === 'AZP_ENTRIES';
