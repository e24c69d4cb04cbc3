import * as z from 'zod/mini';
import { programMessage } from '../../../lib/program';
import { MISSING, otherSubscription, subscriptionOf } from '../../../lib/requirements/azure';
import type { Check } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import { fail, pass, Unmet, warn } from '../../outcome';

/** The only state other than "Enabled" in which resources can be created (learn.microsoft.com, "Azure subscription states"). */
const PAST_DUE = 'PastDue';
const SEE_PORTAL = 'see the reason in https://portal.azure.com, Subscriptions';

const found = z.object({ displayName: z.string(), state: z.string() });

export const subscription: Check<Pick<AzureContext, 'azure' | 'config' | 'environment'>> = {
  id: 'subscription',
  title: 'Subscription',
  run: async ({ azure, config, environment }) => {
    const id = subscriptionOf(config, environment);
    if (id === undefined) return fail(MISSING.subscription.finding, MISSING.subscription.advice);
    try {
      const { displayName, state } = await azure.get({ path: '', version: '2022-12-01' }, found);
      const other = otherSubscription(await azure.account(), id);
      if (other !== undefined) return fail(other.finding, other.advice);
      if (state === 'Enabled') return pass(`${displayName} (${id})`);
      const finding = `${displayName} (${id}) is in the state ${state}`;
      return state === PAST_DUE ? warn(`${finding}: it accepts deploys until Azure disables it`, SEE_PORTAL) : fail(finding, SEE_PORTAL);
    } catch (error) {
      if (error instanceof Unmet) throw error;
      return fail(
        `subscription ${id} can't be read: ${programMessage(error)}`,
        'check its id with az account list --output table, and sign in to its tenant: az login --tenant <tenant>',
      );
    }
  },
};
