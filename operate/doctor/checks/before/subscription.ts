import * as z from 'zod/mini';
import { deployFaults } from '../../../../scripts/lib/deploy-faults';
import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { programWords } from '../../facts/program';
import { fail, pass, Unmet } from '../../outcome';

const found = z.object({ displayName: z.string(), state: z.string() });

export const subscription: Check<Pick<DoctorContext, 'azure' | 'config' | 'environment'>> = {
  id: 'subscription',
  title: 'The subscription can be deployed to',
  phase: 'before',
  run: async ({ azure, config, environment }) => {
    const id = config.subscriptionId ?? environment['ARM_SUBSCRIPTION_ID'];
    if (!id) return fail(deployFaults.noSubscription.finding, deployFaults.noSubscription.advice);
    try {
      const { displayName, state } = await azure.get({ path: '', version: '2022-12-01' }, found);
      // "Warned" and "PastDue" still take deployments for a while; "Disabled" and "Deleted" are read-only.
      if (state === 'Enabled') return pass(`${displayName} (${id})`);
      return fail(`${displayName} (${id}) is in the state ${state}`, 'see what Azure says of it: https://portal.azure.com, Subscriptions');
    } catch (error) {
      if (error instanceof Unmet) throw error;
      return fail(
        `subscription ${id} can't be read: ${programWords(error)}`,
        'check its id with az account list --output table, and sign in to its tenant: az login --tenant <tenant>',
      );
    }
  },
};
