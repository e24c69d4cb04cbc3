import { AzurermBackend, CloudBackend, LocalBackend, NamedCloudWorkspace, TerraformBackend, type TerraformStack } from 'cdktf';
import { mapText } from '../config/text/map-text';
import { filled } from '../config/text/pattern';
import type { Config } from '../config/types';

/** Sets where Terraform keeps the state of a stack. @param id name of the stack */
export function addBackend(stack: TerraformStack, id: string, backend: Config['backend']): void {
  switch (backend.kind) {
    case 'azurerm': {
      const { kind: _, keyPrefix = '', ...where } = backend;
      new AzurermBackend(stack, { ...where, key: `${keyPrefix}${id}.tfstate`, useAzureadAuth: true });
      return;
    }
    case 'cloud': {
      const { organization, workspace, project, hostname } = backend;
      const workspaces = new NamedCloudWorkspace(filled(workspace, { stack: id }), project);
      new CloudBackend(stack, { organization, workspaces, ...(hostname === undefined ? {} : { hostname }) });
      return;
    }
    case 'other':
      new OtherBackend(
        stack,
        backend.type,
        mapText(backend.config, (text) => filled(text, { stack: id })),
      );
      return;
    default:
      // Relative to cdktf.out/stacks/<id>. Next to agents.config.ts, the state is not lost if cdktf.out is deleted.
      new LocalBackend(stack, { path: `../../../terraform.${id}.tfstate` });
  }
}

/** A backend whose arguments are given by their names in Terraform. */
class OtherBackend extends TerraformBackend {
  readonly #config: Readonly<Record<string, unknown>>;

  constructor(stack: TerraformStack, type: string, config: Readonly<Record<string, unknown>>) {
    super(stack, 'backend', type);
    this.#config = config;
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { ...this.#config };
  }

  /** The stacks find each other's resources by name, so no stack reads the state of another. */
  override getRemoteStateDataSource(): never {
    throw new Error('a state in another backend is not read by other stacks');
  }
}
