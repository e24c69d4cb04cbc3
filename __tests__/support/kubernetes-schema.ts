import Ajv from 'ajv';
import keda from '../schemas/keda-2.20.2.json';
import kubernetes from '../schemas/kubernetes-1.34.json';

const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addSchema({ $id: 'kubernetes', definitions: kubernetes.definitions });

const KINDS: Readonly<Record<string, object>> = {
  ...Object.fromEntries(Object.entries(kubernetes.kinds).map(([kind, name]) => [kind, { $ref: `kubernetes#/definitions/${name}` }])),
  ...keda,
};

/** Lists what the API server would refuse in an object. @throws Error for a kind without a schema */
export function schemaErrors(object: { readonly kind: string }): readonly string[] {
  const schema = KINDS[object.kind];
  if (schema === undefined) throw new Error(`no schema for ${object.kind}: add it to __tests__/schemas`);
  const validate = ajv.compile(schema);
  validate(object);
  return (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}
