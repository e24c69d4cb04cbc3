import { kubernetesVersion } from '../../../../operate/doctor/checks/before/kubernetes-version';
import { aContext, arm } from './support/workstation';

const VERSIONS = arm('/providers/Microsoft.ContainerService/locations/westeurope/kubernetesVersions');
const usual = { version: '1.33', capabilities: { supportPlan: ['KubernetesOfficial'] } };
const advice = 'set cluster.kubernetesVersion to one of 1.33';
const exists = { 'az aks show': [] };

test.each([
  ['is not offered', []],
  ['is offered as a preview or with long-term support alone', [{ version: '1.34', isPreview: true }]],
  ['is offered as a preview or with long-term support alone', [{ version: '1.34', capabilities: { supportPlan: ['AKSLongTermSupport'] } }]],
])('a version that %s', async (why, offered) => {
  const outputs = { [VERSIONS]: [usual, ...offered] };
  expect(await kubernetesVersion.run(aContext({ outputs }))).toEqual({ status: 'fail', finding: `1.34 in westeurope ${why}`, advice });
  expect(await kubernetesVersion.run(aContext({ outputs: { ...outputs, ...exists } }))).toEqual({
    status: 'warn',
    finding: `1.34 in westeurope ${why}: a cluster that has it keeps it, without patches`,
    advice,
  });
});

test('a version of which no plan is told', async () => {
  expect(await kubernetesVersion.run(aContext({ outputs: { [VERSIONS]: [{ version: '1.34' }] } }))).toHaveProperty('status', 'pass');
});

test('no version is offered at all', async () => {
  expect(await kubernetesVersion.run(aContext({ outputs: { [VERSIONS]: [] } }))).toHaveProperty(
    'advice',
    'set cluster.kubernetesVersion to one of those of az aks get-versions',
  );
});
