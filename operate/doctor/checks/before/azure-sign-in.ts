import { deployFaults } from '../../../preflight/deploy-faults';
import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { isMissing, programWords } from '../../facts/program';
import { fail, pass, skip, warn } from '../../outcome';

export const azureSignIn: Check<Pick<DoctorContext, 'azure' | 'environment'>> = {
  id: 'azure-sign-in',
  title: 'Somebody is signed in to Azure',
  phase: 'before',
  run: async ({ azure, environment }) => {
    try {
      const { user, tenantId } = await azure.account();
      const who = `${user.name} (${user.type}) in tenant ${tenantId}`;
      const client = environment['ARM_CLIENT_ID'];
      if (!client || client === user.name) return pass(who);
      return warn(
        `${who}; Terraform signs in as ${client} (ARM_CLIENT_ID), whose rights these checks don't see`,
        'unset ARM_CLIENT_ID, or sign in to the Azure CLI as that service principal',
      );
    } catch (error) {
      if (isMissing(error)) return skip('there is no Azure CLI, see the check "azure-cli"');
      return fail(`${deployFaults.notSignedIn.finding}: ${programWords(error)}`, deployFaults.notSignedIn.advice);
    }
  },
};
