import * as z from 'zod/mini';
import { resourceProviders as neededProviders } from '../../../../config/azure/resource-providers';
import type { Check } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import { permits } from '../../facts/azure/permits';
import { fail, pass, warn } from '../../outcome';

const providers = z.array(z.object({ namespace: z.string(), registrationState: z.string() }));

/** A deploy registers those that are missing, if whoever deploys has the right. That takes minutes. */
export const resourceProviders: Check<Pick<AzureContext, 'azure' | 'config'>> = {
  id: 'resource-providers',
  title: 'Resource providers',
  run: async ({ azure, config }) => {
    const query = 'value[].{namespace: namespace, registrationState: registrationState}';
    const known = await azure.get({ path: '/providers', version: '2021-04-01', query }, providers);
    const state = (name: string) => known.find(({ namespace }) => namespace.toLowerCase() === name.toLowerCase())?.registrationState;
    const wanted = neededProviders(config);
    const missing = wanted.filter((name) => state(name) !== 'Registered');
    if (missing.length === 0) return pass(`${wanted.join(', ')}: registered`);
    const finding = `${missing.map((name) => `${name} (${state(name) ?? 'unknown'})`).join(', ')}: not registered`;
    const register = missing.map((name) => `az provider register --namespace ${name} --wait`).join(' && ');
    if (config.resourceProviders === 'external')
      return fail(`${finding}, and the deploy leaves that to somebody else`, `ask a Contributor of the subscription to run ${register}`);
    const permissions = await azure.permissions();
    const mayRegister = missing.every((name) => permits(permissions, `${name}/register/action`));
    return mayRegister
      ? warn(`${finding}; the deploy registers them, which takes minutes`, register)
      : fail(`${finding}, and you have no right to register them`, `ask a Contributor of the subscription to run ${register}`);
  },
};
