import * as z from 'zod/mini';
import { deployFaults, otherSubscription } from '../../../preflight/deploy-faults';
import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { programWords } from '../../facts/program';
import { fail, pass, Unmet, warn } from '../../outcome';

/** The one state beside "Enabled" in which resources can be made (learn.microsoft.com, "Azure subscription states"). */
const PAST_DUE = 'PastDue';
const SEE_PORTAL = 'see what Azure says of it: https://portal.azure.com, Subscriptions';

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
      const other = otherSubscription(await azure.account(), id);
      if (other !== undefined) return fail(other.finding, other.advice);
      if (state === 'Enabled') return pass(`${displayName} (${id})`);
      const finding = `${displayName} (${id}) is in the state ${state}`;
      return state === PAST_DUE ? warn(`${finding}: it takes deploys until Azure disables it`, SEE_PORTAL) : fail(finding, SEE_PORTAL);
    } catch (error) {
      if (error instanceof Unmet) throw error;
      return fail(
        `subscription ${id} can't be read: ${programWords(error)}`,
        'check its id with az account list --output table, and sign in to its tenant: az login --tenant <tenant>',
      );
    }
  },
};
