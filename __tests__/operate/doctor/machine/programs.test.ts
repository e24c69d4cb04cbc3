import { KEDA_VERSIONS, type KedaVersion, NEWEST_KEDA_VERSION } from '../../../../config/keda-version';
import type { Check } from '../../../../operate/doctor/check';
import { azureSignIn } from '../../../../operate/doctor/checks/azure/azure-sign-in';
import { kedaScaling } from '../../../../operate/doctor/checks/cluster/keda-scaling';
import { azureCli } from '../../../../operate/doctor/checks/machine/azure-cli';
import { kubectl } from '../../../../operate/doctor/checks/machine/kubectl';
import { kubelogin } from '../../../../operate/doctor/checks/machine/kubelogin';
import { node } from '../../../../operate/doctor/checks/machine/node';
import { terraform } from '../../../../operate/doctor/checks/machine/terraform';
import type { DoctorContext } from '../../../../operate/doctor/context';
import { readProjectFile } from '../../../pipelines/project-files';
import { aConfig } from '../../../support/builders';
import { aContext, failing, missing } from '../support/workstation';

const image = { kind: 'reference', reference: 'example.azurecr.io/agent:1' };

test.each<[Check<DoctorContext>, string]>([
  [node, 'v20.19.0'],
  [terraform, 'terraform 1.11.4'],
  [azureCli, 'az 2.80.0'],
  [kubelogin, 'v0.2.10'],
  [kubectl, 'v1.35.1 for Kubernetes 1.36'],
  [azureSignIn, 'ada@example.com (user) in tenant tenant'],
  [kedaScaling, `KEDA ${NEWEST_KEDA_VERSION} with strategy default, for trigger metrics-api`],
])('on a workstation without problems it passes: %#', async (check, finding) => {
  expect(await check.run(aContext())).toEqual({ status: 'pass', finding });
});

test('without the scaler, the strategy is the one that the version of KEDA needs', async () => {
  const config = aConfig({ keda: { trigger: 'azure-pipelines' } });
  expect(await kedaScaling.run(aContext({ config }))).toEqual({
    status: 'pass',
    finding: `KEDA ${NEWEST_KEDA_VERSION} with strategy accurate, pending until azure-pipelines-agent/Taken`,
  });
});

test.each([
  ['v20.18.3', 'fail'],
  ['v18.20.0', 'fail'],
  ['v20.19.0', 'pass'],
  ['v22.0.0', 'pass'],
])('Node.js %s: %s', async (version, status) => {
  const outcome = await node.run({ nodeVersion: version });
  expect(outcome).toMatchObject({ status });
  if (status === 'fail')
    expect(outcome).toEqual({
      status,
      finding: `${version} is older than 20.19.0`,
      advice: 'install a newer version from https://nodejs.org/en/download',
    });
});

test('Node.js must be as new as package.json requires', async () => {
  const { engines } = JSON.parse(readProjectFile('package.json')) as { readonly engines: { readonly node: string } };
  const { finding } = await node.run({ nodeVersion: 'v1.0.0' });
  expect(`${engines.node}.0`).toBe(`>=${/older than (.*)$/.exec(finding)?.[1]}`);
});

describe('Terraform', () => {
  const install = 'install version 1.11 or later from https://developer.hashicorp.com/terraform/install';
  const tofu = { terraform_version: '1.11.0' };

  test('is missing', async () => {
    expect(await terraform.run(aContext({ outputs: { 'terraform version': missing(), 'terraform version -json': missing() } }))).toEqual({
      status: 'fail',
      finding: 'terraform is missing',
      advice: install,
    });
  });

  test('is missing, and OpenTofu is installed', async () => {
    const outputs = { 'terraform version -json': missing(), 'tofu version -json': tofu };
    expect(await terraform.run(aContext({ outputs }))).toMatchObject({
      advice: `export TERRAFORM_BINARY_NAME=tofu, which is installed, or ${install}`,
    });
  });

  test('is OpenTofu by TERRAFORM_BINARY_NAME', async () => {
    const environment = { TERRAFORM_BINARY_NAME: 'tofu' };
    expect(await terraform.run(aContext({ environment, outputs: { 'tofu version -json': tofu } }))).toEqual({
      status: 'pass',
      finding: 'tofu 1.11.0',
    });
    expect(await terraform.run(aContext({ environment, outputs: { 'tofu version -json': { terraform_version: '1.10.7' } } }))).toEqual({
      status: 'fail',
      finding: 'tofu 1.10.7 is too old',
      advice: 'install version 1.11 or later, which keeps the token out of state and plan',
    });
  });
});

test('no Azure CLI', async () => {
  const outputs = { 'az version': missing() };
  const advice = 'install it from https://learn.microsoft.com/cli/azure/install-azure-cli';
  expect(await azureCli.run(aContext({ outputs }))).toEqual({ status: 'fail', finding: 'not found', advice });
  expect(await azureCli.run(aContext({ outputs, environment: { ARM_CLIENT_ID: 'client' }, config: aConfig({ image }) }))).toEqual({
    status: 'warn',
    finding: 'not found; a deploy signs in with ARM_CLIENT_ID without it, but nothing in Azure can be checked',
    advice,
  });
});

test('no kubelogin, which local accounts do not need', async () => {
  const outputs = { 'kubelogin --version': missing() };
  expect(await kubelogin.run(aContext({ outputs }))).toEqual({
    status: 'fail',
    finding: 'not found; it signs in to the cluster',
    advice: 'az aks install-cli installs it, or set cluster.localAccounts',
  });
  expect(await kubelogin.run(aContext({ outputs, config: aConfig({ cluster: { localAccounts: true } }) }))).toEqual({
    status: 'skip',
    finding: 'cluster.localAccounts is set: the sign-in needs no kubelogin',
  });
});

describe('kubectl', () => {
  const advice = 'az aks install-cli installs the newest version';

  test('is missing', async () => {
    expect(await kubectl.run(aContext({ outputs: { 'kubectl version --client': missing() } }))).toEqual({
      status: 'warn',
      finding: 'not found; a deploy works without it, but many commands in the advice of this project do not',
      advice,
    });
  });

  test.each([
    ['v1.34.9', 'warn'],
    ['v1.35.0', 'pass'],
    ['v1.37.0', 'pass'],
    ['v1.38.0', 'warn'],
  ])('%s with Kubernetes 1.36: %s', async (gitVersion, status) => {
    const outcome = await kubectl.run(aContext({ outputs: { 'kubectl version --client': { clientVersion: { gitVersion } } } }));
    expect(outcome).toMatchObject({ status });
    if (status === 'warn')
      expect(outcome).toEqual({
        status,
        finding: `${gitVersion} is more than one minor version away from Kubernetes 1.36`,
        advice,
      });
  });
});

describe('the sign-in to Azure', () => {
  test('is missing', async () => {
    expect(
      await azureSignIn.run(aContext({ outputs: { 'az account show': failing("ERROR: Please run 'az login' to setup account.") } })),
    ).toEqual({
      status: 'fail',
      finding: "the Azure CLI is not signed in: Please run 'az login' to setup account.",
      advice: 'run az login',
    });
  });

  test('is not that of Terraform', async () => {
    expect(await azureSignIn.run(aContext({ environment: { ARM_CLIENT_ID: 'client' } }))).toEqual({
      status: 'warn',
      finding: "ada@example.com (user) in tenant tenant; Terraform signs in as client (ARM_CLIENT_ID), whose rights these checks can't see",
      advice: 'unset ARM_CLIENT_ID, or sign in to the Azure CLI as that service principal',
    });
  });

  test.each(['', 'ada@example.com'])('is that of Terraform with ARM_CLIENT_ID "%s"', async (client) => {
    expect(await azureSignIn.run(aContext({ environment: { ARM_CLIENT_ID: client } }))).toMatchObject({ status: 'pass' });
  });
});

test('a KEDA version without a known strategy', async () => {
  const config = aConfig();
  const unknown = { ...config, keda: { ...config.keda, version: '2.17.2' as KedaVersion } };
  expect(await kedaScaling.run(aContext({ config: unknown }))).toEqual({
    status: 'fail',
    finding: 'keda.version 2.17.2 is not known: no strategy is proven to create one agent for each job with it',
    advice: `choose one of ${Object.keys(KEDA_VERSIONS).join(', ')}`,
  });
});
