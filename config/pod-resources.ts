/** CPU in cores and memory in bytes, as Kubernetes quantities in canonical form. */
type Amount = { readonly cpu: string; readonly memory: string };

/** What a container asks for, and what it is held to (memory alone: a CPU limit only slows a container down). */
export interface ContainerResources {
  readonly requests: Amount;
  readonly limits: Pick<Amount, 'memory'>;
}

/** The registrar runs config.sh, a .NET program, once at the start and mostly sleeps afterwards. */
export const REGISTRAR_RESOURCES: ContainerResources = { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '512Mi' } };

/** The placeholder registers in the same way and then asks Azure DevOps once a minute. */
export const PLACEHOLDER_RESOURCES: ContainerResources = { requests: { cpu: '20m', memory: '128Mi' }, limits: { memory: '512Mi' } };
