import { SecretV1 } from '@cdktf/provider-kubernetes/lib/secret-v1';
import { Fn, type ITerraformDependable, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';

export interface AgentTokenProps {
  readonly name: string;
  readonly namespace: string;
  /** Number of the token in use. Terraform stores no token, so it writes a new one only if this number changes. */
  readonly revision: number;
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * A Secret with the personal access token from the Terraform variable `azp_token`. The token is in neither state nor plan:
 * the variable is ephemeral, and the data of the Secret is write-only (Terraform 1.11).
 *
 * @example
 * new AgentToken(this, 'token', { name: 'azure-devops-token', namespace: 'agents', revision: 1 });
 */
export class AgentToken extends Construct {
  readonly name: string;
  readonly resource: SecretV1;

  constructor(scope: Construct, id: string, { name, namespace, revision, dependsOn }: AgentTokenProps) {
    super(scope, id);
    this.name = name;
    this.resource = new SecretV1(this, 'Resource', {
      metadata: { name, namespace },
      type: 'Opaque',
      // A pasted token may end in blanks or a line break, on Windows in \r. KEDA trims only the line break.
      dataWo: { token: Fn.trimspace(addTokenVariable(this).stringValue) },
      dataWoRevision: revision,
      dependsOn,
    });
  }
}

function addTokenVariable(scope: Construct): TerraformVariable {
  const token = new TerraformVariable(scope, 'variable', {
    type: 'string',
    description: 'Personal access token of Azure DevOps; set it as TF_VAR_azp_token. Scope: Agent Pools (read, manage)',
    sensitive: true,
    nullable: false,
  });
  token.overrideLogicalId('azp_token');
  // Without this, the plan file of `cdktf deploy` would contain the token. cdktf has no property for it.
  token.addOverride('ephemeral', true);
  token.addValidation({
    condition: '${trimspace(var.azp_token) != ""}',
    errorMessage: 'the token is empty: set TF_VAR_azp_token to a personal access token',
  });
  return token;
}
