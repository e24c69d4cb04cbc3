import { tmpdir } from 'node:os';
import { App, TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { namesOf } from '../../config/names';
import { BaseStack } from '../../stacks/base-stack';
import { aConfig, aDraft, problemsOf } from '../support/builders';
import { synthApp } from '../support/synth';

class TestStack extends BaseStack {}

const config = aConfig();
const aStack = () => new TestStack(new App({ outdir: tmpdir() }), 'test', { config, names: namesOf(config) });

test('an address is the path of the construct', () => {
  const stack = aStack();
  const output = new TerraformOutput(new Construct(stack, 'outer'), 'inner', { value: 1 });
  expect(stack.getLogicalId(output)).toBe('outer_inner');
});

test('the primary resource of a construct has the address of the construct', () => {
  const stack = aStack();
  expect(stack.getLogicalId(new TerraformOutput(new Construct(stack, 'outer'), 'Resource', { value: 1 }))).toBe('outer');
});

test('two constructs never share an address', () => {
  const stack = aStack();
  stack.getLogicalId(new TerraformOutput(new Construct(stack, 'a'), 'b_c', { value: 1 }));
  const rival = new TerraformOutput(new Construct(stack, 'a_b'), 'c', { value: 1 });
  expect(() => stack.getLogicalId(rival)).toThrow('two constructs have the address "a_b_c": test/a/b_c and test/a_b/c');
});

test('every stack refuses a program that is too old to keep the token out of the state', () => {
  const stacks = Object.values(synthApp(config));
  expect(stacks).toHaveLength(4);
  for (const { terraform } of stacks) expect(terraform).toMatchObject({ required_version: '>= 1.11' });
});

describe('the state in Azure', () => {
  const place = { kind: 'azurerm', resourceGroupName: 'rg-state', storageAccountName: 'state', containerName: 'tfstate' };
  const terraformOf = (backend: object) => synthApp(aConfig({ backend }))['pipelines-platform']?.['terraform'];
  const written = {
    resource_group_name: 'rg-state',
    storage_account_name: 'state',
    container_name: 'tfstate',
    key: 'pipelines-platform.tfstate',
    use_azuread_auth: true,
  };

  test('may be in another subscription', () => {
    const subscriptionId = '00000000-0000-0000-0000-00000000000b';
    expect(terraformOf({ ...place, subscriptionId })).toMatchObject({
      backend: { azurerm: { ...written, subscription_id: subscriptionId } },
    });
  });

  test('is otherwise where the environment says', () => {
    expect(terraformOf(place)).toHaveProperty('backend', { azurerm: written });
  });

  test('is in a subscription given by its id', () => {
    expect(problemsOf(aDraft({ backend: { ...place, subscriptionId: 'Team B' } }))).toEqual([
      'backend.subscriptionId must be a subscription id (a GUID), got "Team B": find it with: az account list --query "[].{name: name, id: id}"',
    ]);
  });
});
