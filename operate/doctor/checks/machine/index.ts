import type { CheckGroup } from '../../check';
import type { MachineContext, ToolContext } from '../../facts/machine/context';
import { azureCli } from './azure-cli';
import { kubectl } from './kubectl';
import { kubelogin } from './kubelogin';
import { node } from './node';
import { terraform } from './terraform';

/** The checks of what every command of this project needs. */
export const machineChecks: CheckGroup<MachineContext> = { before: [node], after: [] };

/** The checks of the programs that a deploy by Terraform needs. */
export const toolChecks: CheckGroup<ToolContext> = { before: [terraform, azureCli, kubelogin, kubectl], after: [] };
