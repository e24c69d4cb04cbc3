import { LEAST_TERRAFORM } from '../../../config/terraform-version';
import type { Finding } from '../finding';

/** The program that cdktf runs; cdktf has a variable for it. */
export const terraformProgram = (environment: NodeJS.ProcessEnv): string => environment['TERRAFORM_BINARY_NAME'] || 'terraform';

/** Its arguments that print its version as JSON. */
export const TERRAFORM_VERSION_ARGS = ['version', '-json'] as const;

/**
 * The version in that output, which has the same shape for OpenTofu; undefined if there is none. OpenTofu writes warnings in
 * front of the JSON, such as that of a missing CLI config file.
 */
export const terraformVersion = (output: string): string | undefined => /"terraform_version":\s*"([^"]+)"/.exec(output)?.[1];

/** Pages that say how to install. */
const INSTALL = {
  terraform: 'https://developer.hashicorp.com/terraform/install',
  tofu: 'https://opentofu.org/docs/intro/install/',
} as const;

/** What is wrong with a program of this version output; undefined output means that the program is missing. */
export function terraformFinding(program: string, output: string | undefined): Finding | undefined {
  const install = `install version ${LEAST_TERRAFORM} or later`;
  if (output === undefined)
    return { finding: `${program} is missing`, advice: `${install} from ${program.endsWith('tofu') ? INSTALL.tofu : INSTALL.terraform}` };
  const version = terraformVersion(output);
  if (version === undefined) return { finding: `${program} does not say its version`, advice: `look at ${program} version -json` };
  if (isNewEnough(version)) return undefined;
  return { finding: `${program} ${version} is too old`, advice: `${install}, which keeps the token out of state and plan` };
}

/**
 * The finding, with OpenTofu as the first way out if it is installed.
 * @param tofu its version output; undefined if it is missing, or if TERRAFORM_BINARY_NAME already names a program
 */
export function withTofu({ finding, advice }: Finding, tofu: string | undefined): Finding {
  const hasTofu = tofu !== undefined && terraformFinding('tofu', tofu) === undefined;
  return { finding, advice: hasTofu ? `export TERRAFORM_BINARY_NAME=tofu, which is installed, or ${advice}` : advice };
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = LEAST_TERRAFORM.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
