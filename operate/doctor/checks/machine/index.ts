import type { CheckGroup } from '../../check';
import type { MachineContext } from '../../facts/machine/context';
import { azureCli } from './azure-cli';
import { kubectl } from './kubectl';
import { kubelogin } from './kubelogin';
import { node } from './node';
import { terraform } from './terraform';

/** The checks of the programs on this machine. */
export const machineChecks: CheckGroup<MachineContext> = {
  before: [node, terraform, azureCli, kubelogin, kubectl],
  after: [],
};
