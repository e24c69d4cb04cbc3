import { AgentIdentity } from '../../../constructs/azure/agent-identity';
import { AgentImage } from '../../../constructs/azure/agent-image';
import { ClusterConnection } from '../../../constructs/azure/cluster-connection';
import { Registry } from '../../../constructs/azure/registry';
import { IMAGE_CONTEXT, onlyResource, synthStack } from '../../support/synth';

const where = { location: 'westeurope', resourceGroupName: 'rg' };

test('the registry has no administrator, and one identity may pull from it', () => {
  const stack = synthStack(
    (scope) => void new Registry(scope, 'registry', { ...where, name: 'images', sku: 'Basic', pullerObjectId: 'kubelet' }),
  );
  expect(onlyResource(stack, 'azurerm_container_registry')).toMatchObject({ admin_enabled: false, sku: 'Basic' });
  expect(onlyResource(stack, 'azurerm_role_assignment')).toMatchObject({
    role_definition_name: 'AcrPull',
    principal_id: 'kubelet',
    skip_service_principal_aad_check: true,
    scope: expect.stringContaining('azurerm_container_registry'),
  });
});

test('the identity trusts exactly the service accounts that are named', () => {
  const stack = synthStack(
    (scope) =>
      void new AgentIdentity(scope, 'identity', {
        ...where,
        name: 'id',
        oidcIssuerUrl: 'https://issuer',
        serviceAccounts: [{ id: 'agents', namespace: 'agents', serviceAccount: 'agent' }],
      }),
  );
  expect(onlyResource(stack, 'azurerm_federated_identity_credential')).toMatchObject({
    issuer: 'https://issuer',
    subject: 'system:serviceaccount:agents:agent',
    audience: ['api://AzureADTokenExchange'],
  });
});

describe('the image', () => {
  const build = { contextDirectory: IMAGE_CONTEXT, repository: 'agent', tag: 'abc', buildArgs: { BASE_IMAGE: 'debian:12' } };
  const resourceOf = (subscriptionId?: string) =>
    onlyResource(
      synthStack((scope) => void new AgentImage(scope, 'image', { registryName: 'images', subscriptionId, build })),
      'terraform_data',
    );

  test('is built again only if its name changes', () => {
    expect(resourceOf()).toMatchObject({ triggers_replace: { image: 'images/agent:abc' } });
  });

  test('is built inside the registry from a copy of the folder', () => {
    const [
      {
        'local-exec': { command },
      },
    ] = resourceOf()['provisioner'] as [{ 'local-exec': { command: string } }];
    expect(command).toMatch(
      /^az acr build --registry images --subscription \$\{data\.azurerm_client_config\.\w+\.subscription_id\} --image agent:abc --platform linux\/amd64 --build-arg "BASE_IMAGE=debian:12" assets\/[\w/-]+\/abc\/?$/,
    );
  });

  test('is built in the subscription of the config', () => {
    expect(JSON.stringify(resourceOf('sub'))).toContain('--registry images --subscription sub --image');
  });
});

describe('the connection to the cluster', () => {
  const accessOf = (localAccounts: boolean) => {
    let access: ClusterConnection['access'] | undefined;
    synthStack((scope) => {
      const connection = new ClusterConnection(scope, 'cluster', { clusterName: 'aks', resourceGroupName: 'rg', localAccounts });
      access = connection.access;
    });
    return access;
  };

  test('uses kubelogin, so that no state contains a certificate', () => {
    expect(accessOf(false)).toMatchObject({
      exec: { command: 'kubelogin', args: expect.arrayContaining(['--server-id', '6dae42f8-4368-4678-94ff-3960e28e3630']) },
    });
    expect(accessOf(false)).not.toHaveProperty('clientKey');
  });

  test('uses a certificate with local accounts', () => {
    expect(accessOf(true)).toHaveProperty('clientKey');
    expect(accessOf(true)).not.toHaveProperty('exec');
  });
});
