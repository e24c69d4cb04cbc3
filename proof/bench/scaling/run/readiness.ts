import type { V1Deployment } from '@kubernetes/client-node';
import type { NativeObject } from '../../../../constructs/kubernetes/kubernetes-object';
import { eventually } from '../../../e2e/scene/eventually';
import { isReady } from '../../../e2e/scene/is-ready';
import type { Kubernetes } from '../../../e2e/scene/kubernetes';

/** Waits until all replicas of the Deployments among these objects are ready, and then until KEDA reports that each ScaledJob is. */
export async function untilReady({ objects: api }: Kubernetes, objects: readonly NativeObject[]): Promise<void> {
  const ofKind = (wanted: string) => objects.filter(({ kind }) => kind === wanted);
  const read = ({ apiVersion, kind, metadata: { name = '', namespace = '' } }: NativeObject) =>
    api.read({ apiVersion, kind, metadata: { name, namespace } });
  for (const object of ofKind('Deployment'))
    await eventually(`${object.metadata.name} is ready`, async () => {
      const { spec, status } = (await read(object)) as V1Deployment;
      return (status?.readyReplicas ?? 0) >= (spec?.replicas ?? 1);
    });
  for (const object of ofKind('ScaledJob'))
    await eventually(`KEDA reports that ${object.metadata.name} is ready`, async () =>
      isReady((await read(object)) as Parameters<typeof isReady>[0]),
    );
}
