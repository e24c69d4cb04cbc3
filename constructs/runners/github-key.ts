import { SecretV1 } from '@cdktf/provider-kubernetes/lib/secret-v1';
import { Fn, type ITerraformDependable, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { GITHUB_CREDENTIAL_KEYS } from '../../config/pod-contract';

/** The private key of a GitHub App, or a personal access token. */
type Kind = keyof typeof GITHUB_CREDENTIAL_KEYS;

export interface GitHubKeyProps {
  readonly name: string;
  readonly namespace: string;
  /** What the Secret holds: `app` is the private key of a GitHub App, `pat` a personal access token. */
  readonly kind: Kind;
  /** Number of the key or token in use. Terraform stores neither, so it writes a new one only if this number or the kind changes. */
  readonly revision: number;
  readonly dependsOn?: ITerraformDependable[];
}

/** A Terraform variable, and what Terraform accepts as its value. */
interface Variable {
  readonly name: string;
  readonly description: string;
  readonly condition: string;
  readonly errorMessage: string;
}

/**
 * A private key as GitHub generates it (PKCS#1), or converted to PKCS#8, without a passphrase. After the first line must be a line
 * break: a key whose line breaks have become blanks or "\n" is unreadable. The pattern has no backslash, which HCL would need twice.
 */
const PRIVATE_KEY = '^-----BEGIN (RSA )?PRIVATE KEY-----[[:cntrl:]]+[A-Za-z0-9+/=[:cntrl:]]+-----END (RSA )?PRIVATE KEY-----$';

const VARIABLES: Readonly<Record<Kind, Variable>> = {
  app: {
    name: 'github_key',
    description: 'Private key of the GitHub App, the content of its .pem file; set it as TF_VAR_github_key',
    condition: `\${can(regex("${PRIVATE_KEY}", trimspace(var.github_key)))}`,
    errorMessage:
      'the value is not a private key in PEM format, with its line breaks and without a passphrase: run export TF_VAR_github_key="$(cat FILE.pem)" with the file that GitHub generated',
  },
  pat: {
    name: 'github_token',
    description: 'Personal access token of GitHub; set it as TF_VAR_github_token',
    condition: '${trimspace(var.github_token) != ""}',
    errorMessage: 'the token is empty: set TF_VAR_github_token to a personal access token',
  },
};

/**
 * A Secret with the private key of a GitHub App from the Terraform variable `github_key`, or with the personal access token from
 * `github_token`. Neither is in state or plan: the variable is ephemeral, and the data of the Secret is write-only (Terraform 1.11).
 *
 * @example
 * new GitHubKey(this, 'github_key', { name: 'github-credential', namespace: 'agents', kind: 'app', revision: 1 });
 */
export class GitHubKey extends Construct {
  readonly name: string;
  readonly resource: SecretV1;

  constructor(scope: Construct, id: string, { name, namespace, kind, revision, dependsOn }: GitHubKeyProps) {
    super(scope, id);
    this.name = name;
    this.resource = new SecretV1(this, 'Resource', {
      metadata: { name, namespace },
      // The type of a Secret can't change. So a change of the kind replaces the Secret, although the revision may stay the same.
      type: `github.com/${GITHUB_CREDENTIAL_KEYS[kind]}`,
      // A pasted value may end in blanks or a line break.
      dataWo: { [GITHUB_CREDENTIAL_KEYS[kind]]: Fn.trimspace(addVariable(this, VARIABLES[kind]).stringValue) },
      dataWoRevision: revision,
      dependsOn,
    });
  }
}

function addVariable(scope: Construct, { name, description, condition, errorMessage }: Variable): TerraformVariable {
  const variable = new TerraformVariable(scope, 'variable', { type: 'string', description, sensitive: true, nullable: false });
  variable.overrideLogicalId(name);
  // Without this, the plan file of `cdktf deploy` would contain the value. cdktf has no property for it.
  variable.addOverride('ephemeral', true);
  variable.addValidation({ condition, errorMessage });
  return variable;
}
