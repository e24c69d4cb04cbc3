import type { NativeObject } from '../../../../constructs/kubernetes/kubernetes-object';
import type { AzureDevOpsVariant } from './azure-devops-variant';
import { ownKeda } from './own';

/** This project's variant with KEDA's own scaler, except that KEDA counts a pod as pending until it is Ready. docs/decisions/0018 compares with it. */
export const ownReady: AzureDevOpsVariant = {
  ...ownKeda,
  id: 'own-ready',
  title: "this project, KEDA's scaler by Ready",
  objects: (place) => ownKeda.objects(place).map((object) => (isScaledJob(object) ? pendingUntilReady(object) : object)),
};

interface ScaledJob extends NativeObject {
  readonly spec: { readonly scalingStrategy: object };
}

const isScaledJob = (object: NativeObject): object is ScaledJob => object.kind === 'ScaledJob';

const pendingUntilReady = (object: ScaledJob): ScaledJob => ({
  ...object,
  spec: { ...object.spec, scalingStrategy: { ...object.spec.scalingStrategy, pendingPodConditions: ['Ready'] } },
});
