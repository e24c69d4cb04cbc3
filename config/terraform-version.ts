/**
 * The oldest version of Terraform and of OpenTofu that can deploy. Write-only attributes and ephemeral variables keep the
 * token out of state and plan. Both programs have them from the same version on (opentofu.org/docs/intro/whats-new of 1.11).
 */
export const LEAST_TERRAFORM = '1.11';
