import { kubernetesVersion } from '../../../../operate/doctor/checks/azure/kubernetes-version';
import { aConfig } from '../../../support/builders';
import { aContext, arm } from '../support/workstation';

const VERSIONS = arm('/providers/Microsoft.ContainerService/locations/westeurope/kubernetesVersions');
const usual = { version: '1.35', capabilities: { supportPlan: ['KubernetesOfficial'] } };
const ADVICE = 'set cluster.kubernetesVersion to one of 1.35';
const exists = { 'az aks show': [] };

test.each([
  ['is not offered', []],
  ['is a preview, which Azure does not support for production', [{ version: '1.36', isPreview: true }]],
  [
    'is offered only with support plan AKSLongTermSupport, and tier Free has KubernetesOfficial',
    [{ version: '1.36', capabilities: { supportPlan: ['AKSLongTermSupport'] } }],
  ],
  [
    'is offered only with support plan none, and tier Free has KubernetesOfficial',
    [{ version: '1.36', capabilities: { supportPlan: [] } }],
  ],
])('a version that %s', async (why, offered) => {
  const outputs = { [VERSIONS]: [usual, ...offered] };
  expect(await kubernetesVersion.run(aContext({ outputs }))).toEqual({
    status: 'fail',
    finding: `1.36 in westeurope ${why}`,
    advice: ADVICE,
  });
  expect(await kubernetesVersion.run(aContext({ outputs: { ...outputs, ...exists } }))).toEqual({
    status: 'warn',
    finding: `1.36 in westeurope ${why}: a cluster that has it keeps it, without patches`,
    advice: ADVICE,
  });
});

describe('a version that AKS offers', () => {
  const outcomeOf = (version: string, now: string, offered = ['1.34', '1.35', '1.36']) =>
    kubernetesVersion.run({
      ...aContext({
        config: aConfig({ cluster: { kubernetesVersion: version } }),
        outputs: { [VERSIONS]: offered.map((one) => ({ version: one })) },
      }),
      now: Date.parse(now),
    });
  const warning = (finding: string, advice: string) => ({ status: 'warn', finding, advice });
  const lost = 'and with it security patches and new clusters';

  test('passes with the last day of its support', async () => {
    expect(await outcomeOf('1.36', '2026-11-27')).toEqual({ status: 'pass', finding: '1.36 in westeurope, supported until 2027-06-30' });
  });

  test('is a warning if its support ends soon or has ended, with the newer versions that are offered', async () => {
    const advice = 'raise cluster.kubernetesVersion by one minor version at a time, to 1.35, 1.36';
    expect(await outcomeOf('1.34', '2026-11-27')).toEqual(warning(`1.34 in westeurope: support ends on 2026-11-30, ${lost}`, advice));
    expect(await outcomeOf('1.34', '2026-12-01')).toEqual(warning(`1.34 in westeurope: support ended on 2026-11-30, ${lost}`, advice));
  });

  test('is a warning without a newer version, too', async () => {
    expect(await outcomeOf('1.36', '2027-06-01')).toEqual(
      warning(`1.36 in westeurope: support ends on 2027-06-30, ${lost}`, 'AKS offers no newer version here yet'),
    );
  });

  test('passes if the end of its support is not known', async () => {
    expect(await outcomeOf('1.99', '2040-01-01', ['1.99'])).toEqual({ status: 'pass', finding: '1.99 in westeurope' });
  });
});

test('a version without a support plan', async () => {
  expect(await kubernetesVersion.run(aContext({ outputs: { [VERSIONS]: [{ version: '1.36' }] } }))).toHaveProperty('status', 'pass');
});

test('no version is offered at all', async () => {
  expect(await kubernetesVersion.run(aContext({ outputs: { [VERSIONS]: [] } }))).toHaveProperty(
    'advice',
    'set cluster.kubernetesVersion to one of those of az aks get-versions',
  );
});

test('the tier Premium comes with long-term support', async () => {
  const config = aConfig({ cluster: { skuTier: 'Premium' } });
  const version = (plan: string) => ({ version: '1.36', capabilities: { supportPlan: [plan] } });
  const found = (plan: string) => kubernetesVersion.run(aContext({ config, outputs: { [VERSIONS]: [version(plan)] } }));
  expect(await found('AKSLongTermSupport')).toHaveProperty('status', 'pass');
  expect(await found('KubernetesOfficial')).toHaveProperty('status', 'fail');
});
