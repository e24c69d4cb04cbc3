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

  test('may be in another tenant, and in a folder of the container', () => {
    const tenantId = '00000000-0000-0000-0000-00000000000c';
    expect(terraformOf({ ...place, tenantId, keyPrefix: 'agents/' })).toMatchObject({
      backend: { azurerm: { ...written, tenant_id: tenantId, key: 'agents/pipelines-platform.tfstate' } },
    });
  });

  test('is in a subscription given by its id', () => {
    expect(problemsOf(aDraft({ backend: { ...place, subscriptionId: 'Team B' } }))).toEqual([
      'backend.subscriptionId must be a subscription id (a GUID), got "Team B": find it with: az account list --query "[].{name: name, id: id}"',
    ]);
  });
});

describe('the state in a workspace for each stack', () => {
  const terraformOf = (backend: object) =>
    Object.values(synthApp(aConfig({ backend: { kind: 'cloud', organization: 'contoso', ...backend } }))).map(({ terraform }) => terraform);

  test('is named after the stack', () => {
    const workspaces = ['pipelines-agents', 'pipelines-image', 'pipelines-keda', 'pipelines-platform'].map((name) => ({ name }));
    expect(terraformOf({}).map((terraform) => (terraform as { cloud: object }).cloud)).toEqual(
      workspaces.map((each) => ({ organization: 'contoso', workspaces: each })),
    );
    for (const terraform of terraformOf({})) expect(terraform).not.toHaveProperty('backend');
  });

  test('is named by a pattern, in a project of another host', () => {
    expect(terraformOf({ workspace: 'aks-{stack}', project: 'Agents', hostname: 'tfe.example' })[0]).toHaveProperty('cloud', {
      organization: 'contoso',
      hostname: 'tfe.example',
      workspaces: { name: 'aks-pipelines-agents', project: 'Agents' },
    });
  });
});

describe('the state in any other backend', () => {
  const backendOf = (type: string, config: object) => ({ kind: 'other', type, config });
  const problemsWith = (config: object) => problemsOf(aDraft({ backend: backendOf('s3', config) }));

  test('has the arguments of the config, with the name of the stack, and as plain text', () => {
    const config = { bucket: 'state-${a}', key: 'agents/{stack}.tfstate', encrypt: true, endpoints: { s3: 'https://{stack}.example' } };
    const { terraform } = synthApp(aConfig({ backend: backendOf('s3', config) }))['pipelines-keda'] ?? {};
    expect(terraform).toHaveProperty('backend', {
      s3: {
        bucket: 'state-$${a}',
        key: 'agents/pipelines-keda.tfstate',
        encrypt: true,
        endpoints: { s3: 'https://pipelines-keda.example' },
      },
    });
  });

  test('is not shared by the stacks', () => {
    expect(problemsWith({ bucket: 'state', key: 'agents.tfstate' })).toEqual([
      'backend.config must contain {stack} in one of its texts, otherwise all stacks would have the same state, got a value that is not shown: write it into the name of the state, like key: "agents/{stack}.tfstate"',
    ]);
  });

  test.each([
    ['access_key', { access_key: 'm4de-up' }],
    ['secret_key', { secret_key: 'm4de-up' }],
    ['conn_str', { conn_str: 'postgres://m4de-up' }],
    ['assume_role.token', { assume_role: { token: 'm4de-up' } }],
    ['client_private_key_pem', { client_private_key_pem: 'm4de-up' }],
    ['credentials', { credentials: 'm4de-up' }],
  ])('has no credential in %s, and shows none', (path, config) => {
    expect(problemsWith({ key: '{stack}', ...config })).toEqual([
      `backend.config.${path} must be left out, because it is a credential, got a value that is not shown: remove it, and set the variable of the environment that the backend reads, such as AWS_SECRET_ACCESS_KEY, PG_CONN_STR or TF_HTTP_PASSWORD`,
    ]);
  });

  test.each([{ secret_suffix: '{stack}' }, { kms_key_id: 'alias/{stack}' }, { use_lockfile: true, key: '{stack}' }])(
    'accepts %j',
    (config) => {
      expect(problemsWith(config)).toEqual([]);
    },
  );

  test.each(['azurerm', 'local', 'cloud', 'remote', 'S3', 'a b'])('is not of the type %s', (type) => {
    expect(problemsOf(aDraft({ backend: backendOf(type, { key: '{stack}' }) }))).toEqual([
      `backend.type must be the type of a backend of Terraform, like s3, except local, azurerm, cloud and remote, got "${type}": choose the kind local, azurerm or cloud for those`,
    ]);
  });

  test('has only values that JSON has', () => {
    expect(problemsWith({ key: '{stack}', endpoints: new Map([['s3', 'x']]) })).toHaveLength(1);
    expect(problemsWith({ key: '{stack}', other: undefined, nothing: null })).toHaveLength(2);
  });
});
