import type { V1Deployment } from '@kubernetes/client-node';
import { FIXED_NAMES } from '../../../config/names';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';
import { applyObjects } from './apply-objects';
import type { Installer } from './deployment';

/** Installs a deployment whose scaler has further environment variables. */
export const withScalerSettings =
  (settings: Readonly<Record<string, string>>): Installer =>
  ({ kubernetes, objects }) =>
    applyObjects(
      kubernetes,
      objects.map((object) => (isScaler(object) ? withEnvironment(object, settings) : object)),
    );

type Deployment = NativeObject & Required<Pick<V1Deployment, 'spec'>>;

const isScaler = (object: NativeObject): object is Deployment =>
  object.kind === 'Deployment' && object.metadata.name === FIXED_NAMES.scaler;

function withEnvironment(deployment: Deployment, settings: Readonly<Record<string, string>>): NativeObject {
  const { spec } = deployment;
  const further = Object.entries(settings).map(([name, value]) => ({ name, value }));
  const containers = (spec.template.spec?.containers ?? []).map((each) => ({ ...each, env: [...(each.env ?? []), ...further] }));
  const changed: Deployment = {
    ...deployment,
    spec: { ...spec, template: { ...spec.template, spec: { ...spec.template.spec, containers } } },
  };
  return changed;
}
