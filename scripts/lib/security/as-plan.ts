import type { StackJson } from '../stack-json';

interface PlannedResource {
  readonly address: string;
  readonly mode: 'managed';
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The part of a Terraform plan in JSON that checkov reads. */
export interface PlanForScanners {
  /** checkov recognises a plan by this key. */
  readonly terraform_version: string;
  readonly planned_values: { readonly root_module: { readonly resources: readonly PlannedResource[] } };
}

/**
 * A stack in the form of a plan (https://developer.hashicorp.com/terraform/internals/json-format), because checkov reads
 * JSON only as plans, and configurations only as HCL. References stay unresolved: a real plan would need the providers and
 * a sign-in.
 */
export function asPlan({ resource }: StackJson): PlanForScanners {
  const resources = Object.entries(resource).flatMap(([type, instances]) =>
    Object.entries(instances).map(([name, values]) => ({ address: `${type}.${name}`, mode: 'managed' as const, type, name, values })),
  );
  return { terraform_version: '1.11.4', planned_values: { root_module: { resources } } };
}
