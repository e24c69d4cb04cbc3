import assert from 'node:assert/strict';
import type { KubernetesObject } from '@kubernetes/client-node';
import { projectOf } from '../../../config/project';
import type { Config } from '../../../config/types';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';
import { agentObjects } from '../../../scripts/lib/agent-objects';
import { renderChart } from './chart-release';
import type { Installer } from './deployment';
import { fieldOwners } from './field-owners';
import type { Kubernetes } from './kubernetes';
import type { Scene } from './scene';

/** A tool for GitOps, and where it has the objects of a config from. */
export interface GitOps {
  /** Under this name it owns the fields that it applies. */
  readonly manager: string;
  readonly objectsOf: (config: Config) => Promise<readonly NativeObject[]>;
}

/** The objects that `npm run manifests` writes. */
export const fromManifests = async (config: Config): Promise<readonly NativeObject[]> =>
  agentObjects(config, projectOf(__dirname).imageContext);

/** The objects of a rendered chart. @param chart folder of the chart */
export const fromChart =
  (chart: Promise<string>): GitOps['objectsOf'] =>
  async (config) =>
    renderChart(await chart, config);

/** Applies all objects on the server, as the tool does. */
export const gitOpsInstaller =
  ({ manager, objectsOf }: GitOps): Installer =>
  async ({ kubernetes, config }) => {
    for (const object of await objectsOf(config)) await kubernetes.apply(object, { manager });
  };

/** Returns an object as it is in the cluster. */
export const readLive = ({ objects }: Kubernetes, { apiVersion, kind, metadata }: NativeObject): Promise<KubernetesObject> =>
  objects.read({ apiVersion, kind, metadata: { ...metadata, name: metadata.name ?? '' } });

/**
 * Applies every object of a deployment again, without a change: first without an effect, as the tools do to find a difference, then
 * with one. Nothing may differ, and every field must keep its owners.
 */
export async function expectNoDifference(scene: Scene, { manager, objectsOf }: GitOps): Promise<void> {
  const { kubernetes } = scene;
  for (const object of await objectsOf(scene.config())) {
    const before = await readLive(kubernetes, object);
    for (const dryRun of [true, false]) {
      const after = await kubernetes.apply(object, { manager, dryRun });
      assert.deepEqual(stateOf(after), stateOf(before), `${object.kind} ${object.metadata.name}`);
    }
  }
}

/** An object with the owners of its fields, without its status and what changes together with it. */
function stateOf(object: KubernetesObject): object {
  const { status: _, ...others } = object as KubernetesObject & { readonly status?: unknown };
  const { resourceVersion: _version, managedFields: _fields, ...metadata } = others.metadata ?? {};
  return { ...others, metadata, owners: fieldOwners(object) };
}
