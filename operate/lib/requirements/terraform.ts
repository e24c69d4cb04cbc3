import type { Finding } from '../finding';

/**
 * Write-only attributes and ephemeral variables keep the token out of state and plan. Terraform and OpenTofu have both since
 * the same version (opentofu.org/docs/intro/whats-new of 1.11).
 */
const LEAST = { major: 1, minor: 11 } as const;

/** The program that cdktf runs; cdktf has a variable for it. */
export const terraformProgram = (environment: NodeJS.ProcessEnv): string => environment['TERRAFORM_BINARY_NAME'] || 'terraform';

/** Its arguments that print its version as JSON. */
export const TERRAFORM_VERSION_ARGS = ['version', '-json'] as const;

/** The version in that output, which has the same shape for OpenTofu. */
export const terraformVersion = (output: string): string => (JSON.parse(output) as { terraform_version?: string }).terraform_version ?? '';

/** What is wrong with a program of this version output; undefined output means that the program is missing. */
export function terraformFinding(program: string, output: string | undefined): Finding | undefined {
  const install = `install version ${LEAST.major}.${LEAST.minor} or later`;
  if (output === undefined)
    return { finding: `${program} is missing`, advice: `${install} from https://developer.hashicorp.com/terraform/install` };
  const version = terraformVersion(output);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > LEAST.major || (major === LEAST.major && minor >= LEAST.minor)) return undefined;
  return { finding: `${program} ${version} is too old`, advice: `${install}, which keeps the token out of state and plan` };
}
