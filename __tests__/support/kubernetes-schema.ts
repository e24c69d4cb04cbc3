import Ajv from 'ajv';
import olderKeda from '../schemas/keda-2.20.2.json';
import keda from '../schemas/keda-2.21.0.json';
import kubernetes from '../schemas/kubernetes-1.36.json';

const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addSchema({ $id: 'kubernetes', definitions: kubernetes.definitions });

/** The schemas of each kind. An object of KEDA must suit both versions, because the manifests of 2.20 and 2.21 differ in nothing. */
const KINDS: Readonly<Record<string, readonly object[]>> = {
  ...Object.fromEntries(Object.entries(kubernetes.kinds).map(([kind, name]) => [kind, [{ $ref: `kubernetes#/definitions/${name}` }]])),
  ScaledJob: [olderKeda.ScaledJob, keda.ScaledJob],
  TriggerAuthentication: [olderKeda.TriggerAuthentication, keda.TriggerAuthentication],
};

/** Lists what the API server would refuse in an object. @throws Error for a kind without a schema */
export function schemaErrors(object: { readonly kind: string }): readonly string[] {
  const schemas = KINDS[object.kind];
  if (schemas === undefined) throw new Error(`no schema for ${object.kind}: add it to __tests__/schemas`);
  return [...new Set(schemas.flatMap((schema) => errorsOf(schema, object)))];
}

function errorsOf(schema: object, object: unknown): readonly string[] {
  const validate = ajv.compile(schema);
  validate(object);
  return (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}
