import { kubernetesVersion } from '../../../../operate/doctor/checks/azure/kubernetes-version';
import { aConfig } from '../../../support/builders';
import { aContext, arm } from '../support/workstation';

const VERSIONS = arm('/providers/Microsoft.ContainerService/locations/westeurope/kubernetesVersions');
const usual = { version: '1.33', capabilities: { supportPlan: ['KubernetesOfficial'] } };
const ADVICE = 'set cluster.kubernetesVersion to one of 1.33';
const exists = { 'az aks show': [] };

test.each([
  ['is not offered', []],
  ['is a preview or not offered with the support plan KubernetesOfficial of tier Free', [{ version: '1.34', isPreview: true }]],
  [
    'is a preview or not offered with the support plan KubernetesOfficial of tier Free',
    [{ version: '1.34', capabilities: { supportPlan: ['AKSLongTermSupport'] } }],
  ],
])('a version that %s', async (why, offered) => {
  const outputs = { [VERSIONS]: [usual, ...offered] };
  expect(await kubernetesVersion.run(aContext({ outputs }))).toEqual({
    status: 'fail',
    finding: `1.34 in westeurope ${why}`,
    advice: ADVICE,
  });
  expect(await kubernetesVersion.run(aContext({ outputs: { ...outputs, ...exists } }))).toEqual({
    status: 'warn',
    finding: `1.34 in westeurope ${why}: a cluster that has it keeps it, without patches`,
    advice: ADVICE,
  });
});

test('a version without a support plan', async () => {
  expect(await kubernetesVersion.run(aContext({ outputs: { [VERSIONS]: [{ version: '1.34' }] } }))).toHaveProperty('status', 'pass');
});

test('no version is offered at all', async () => {
  expect(await kubernetesVersion.run(aContext({ outputs: { [VERSIONS]: [] } }))).toHaveProperty(
    'advice',
    'set cluster.kubernetesVersion to one of those of az aks get-versions',
  );
});

test('the tier Premium comes with long-term support', async () => {
  const config = aConfig({ cluster: { skuTier: 'Premium' } });
  const version = (plan: string) => ({ version: '1.34', capabilities: { supportPlan: [plan] } });
  const found = (plan: string) => kubernetesVersion.run(aContext({ config, outputs: { [VERSIONS]: [version(plan)] } }));
  expect(await found('AKSLongTermSupport')).toHaveProperty('status', 'pass');
  expect(await found('KubernetesOfficial')).toHaveProperty('status', 'fail');
});
