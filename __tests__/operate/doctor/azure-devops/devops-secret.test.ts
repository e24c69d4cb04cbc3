import { devopsSecret } from '../../../../operate/doctor/checks/azure-devops/devops-secret';
import type { Draft } from '../../../support/builders';
import { aDeployment, type Deployed, IDENTITY, outcomeOf } from '../support/deployed';

let deployed: Deployed;
afterEach(() => deployed.devops.close());

const EXISTING: Draft = {
  azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'pat', token: { kind: 'existing', secret: 'vault' } } },
};
const outcome = async (changes: Draft = {}, owned?: object) => {
  deployed = await aDeployment(changes);
  if (owned !== undefined) {
    const secret = { kind: 'Secret', metadata: { name: 'vault', namespace: 'pipelines-agents' } };
    deployed.cluster.objects.push({
      ...secret,
      metadata: { ...secret.metadata, managedFields: [{ fieldsV1: { 'f:data': owned } }] },
    } as never);
  }
  return outcomeOf(deployed, devopsSecret);
};

test('the Secret that Terraform writes', async () => {
  expect(await outcome()).toEqual({ status: 'pass', finding: 'Secret azure-devops-token exists in namespace pipelines-agents' });
  deployed.cluster.remove('Secret', 'azure-devops-token');
  expect(await outcomeOf(deployed, devopsSecret)).toEqual({
    status: 'fail',
    finding: 'Secret azure-devops-token does not exist in namespace pipelines-agents: no agent and no scaler starts',
    advice: 'set TF_VAR_azp_token, raise azureDevOps.auth.revision, and npm run deploy',
  });
});

test.each([
  [{ '.': {}, 'f:token': {} }, undefined],
  [{ '.': {}, 'f:pat': {} }, 'Secret vault in namespace pipelines-agents has no key token, but pat: no agent and no scaler starts'],
  [undefined, 'Secret vault does not exist in namespace pipelines-agents: no agent and no scaler starts'],
])('a Secret of somebody else whose writer owns %j', async (owned, fault) => {
  expect(await outcome(EXISTING, owned)).toEqual(
    fault === undefined
      ? { status: 'pass', finding: 'Secret vault exists in namespace pipelines-agents' }
      : {
          status: 'fail',
          finding: fault,
          advice:
            'create Secret vault with the token in its key token, or correct azureDevOps.auth.token; to create it from a terminal: kubectl create secret generic vault --namespace pipelines-agents --from-file=token=/dev/stdin',
        },
  );
});

test('with an identity there is none', async () => {
  expect(await outcome(IDENTITY)).toEqual({ status: 'skip', finding: 'not needed: the pods sign in with an identity' });
});
