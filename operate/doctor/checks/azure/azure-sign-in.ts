import { isMissing, programMessage } from '../../../lib/program';
import { MISSING } from '../../../lib/requirements/azure';
import type { Check } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import { fail, pass, skip, warn } from '../../outcome';

export const azureSignIn: Check<Pick<AzureContext, 'azure' | 'environment'>> = {
  id: 'azure-sign-in',
  title: 'Sign-in of the Azure CLI',
  run: async ({ azure, environment }) => {
    try {
      const { user, tenantId } = await azure.account();
      const who = `${user.name} (${user.type}) in tenant ${tenantId}`;
      const client = environment['ARM_CLIENT_ID'];
      if (!client || client === user.name) return pass(who);
      return warn(
        `${who}; Terraform signs in as ${client} (ARM_CLIENT_ID), whose rights these checks can't see`,
        'unset ARM_CLIENT_ID, or sign in to the Azure CLI as that service principal',
      );
    } catch (error) {
      if (isMissing(error)) return skip('the Azure CLI is missing, see the check "azure-cli"');
      return fail(`${MISSING.signIn.finding}: ${programMessage(error)}`, MISSING.signIn.advice);
    }
  },
};
