import type { NativeObject } from '../../../../constructs/kubernetes/kubernetes-object';
import { own } from './own';
import type { Variant } from './variant';

/** This project's, but a pod counts as on its way until it is Ready: what docs/decisions/0018 compares with. */
export const ownReady: Variant = {
  ...own,
  id: 'own-ready',
  title: 'this project by Ready',
  objects: (place) => own.objects(place).map((object) => (isScaledJob(object) ? byReadiness(object) : object)),
};

interface Scaled extends NativeObject {
  readonly spec: { readonly scalingStrategy: object };
}

const isScaledJob = (object: NativeObject): object is Scaled => object.kind === 'ScaledJob';

const byReadiness = (object: Scaled): Scaled => ({
  ...object,
  spec: { ...object.spec, scalingStrategy: { ...object.spec.scalingStrategy, pendingPodConditions: ['Ready'] } },
});
