import type { NativeObject } from '../../../../constructs/kubernetes/kubernetes-object';
import { own } from './own';
import type { Variant } from './variant';

/** This project's variant, except that KEDA counts a pod as pending until it is Ready. docs/decisions/0018 compares with it. */
export const ownReady: Variant = {
  ...own,
  id: 'own-ready',
  title: 'this project by Ready',
  objects: (place) => own.objects(place).map((object) => (isScaledJob(object) ? pendingUntilReady(object) : object)),
};

interface ScaledJob extends NativeObject {
  readonly spec: { readonly scalingStrategy: object };
}

const isScaledJob = (object: NativeObject): object is ScaledJob => object.kind === 'ScaledJob';

const pendingUntilReady = (object: ScaledJob): ScaledJob => ({
  ...object,
  spec: { ...object.spec, scalingStrategy: { ...object.spec.scalingStrategy, pendingPodConditions: ['Ready'] } },
});
