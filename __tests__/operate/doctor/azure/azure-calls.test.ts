import * as z from 'zod/mini';
import { azureOf } from '../../../../operate/doctor/facts/azure/azure';
import { vmSkus } from '../../../../operate/doctor/facts/azure/vm-skus';
import { aConfig } from '../../../support/builders';
import { SUBSCRIPTION } from '../support/workstation';

const account = { id: 'other', name: 'Other', tenantId: 'tenant', user: { name: 'ada', type: 'user' } };

function recording(answer: unknown) {
  const calls: (readonly string[])[] = [];
  const run = async (command: string, args: readonly string[]) => {
    calls.push([command, ...args]);
    return JSON.stringify(args[0] === 'account' ? account : answer);
  };
  return { calls, azure: azureOf({ run, subscriptionId: SUBSCRIPTION }) };
}

test('only the VM sizes of the config are selected from those of the region, and read once', async () => {
  const { calls, azure } = recording([]);
  const skus = vmSkus(azure, aConfig({ cluster: { agentNodePool: {} } }));
  await Promise.all([skus(), skus()]);
  expect(calls).toEqual([
    ['az', 'account', 'show', '--output', 'json'],
    [
      'az',
      'rest',
      '--method',
      'get',
      '--url',
      `https://management.azure.com/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Compute/skus`,
      '--url-parameters',
      'api-version=2021-07-01',
      "$filter=location eq 'westeurope'",
      '--query',
      "value[?resourceType=='virtualMachines' && (name=='Standard_D2ds_v5' || name=='Standard_D4ds_v5')]",
      '--output',
      'json',
    ],
  ]);
});

test('commands name the subscription: the default one of the Azure CLI may be another', async () => {
  const { calls, azure } = recording([]);
  await azure.az(['acr', 'list'], z.array(z.string()));
  expect(calls.at(-1)).toEqual(['az', 'acr', 'list', '--subscription', SUBSCRIPTION, '--output', 'json']);
});
