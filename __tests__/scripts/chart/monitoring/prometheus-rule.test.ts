import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../../../config/types';
import { prometheusRule } from '../../../../scripts/chart/monitoring/prometheus-rule';
import { temporaryFolder } from '../../../agent/support/fakes';
import { hasPromtool, promtool } from '../../../monitoring/support/promtool';
import { aConfig, aGitHubConfig, aGitHubDraft } from '../../../support/builders';
import { onlyResource, type StackJson, synthApp } from '../../../support/synth';

const gitHub = { url: 'https://github.com/contoso', auth: { kind: 'pat', expiresOn: '2027-03-01' } };

const CONFIGS: Readonly<Record<string, Config>> = {
  'two agent pools': aConfig({ monitoring: { queueMinutes: 21 }, agentPools: [{ name: 'linux' }, { name: 'big' }] }),
  'agent pools that KEDA polls': aConfig({ monitoring: {}, keda: { trigger: 'azure-pipelines' } }),
  'two runner pools and an App': aGitHubConfig({ monitoring: {}, runnerPools: [{ name: 'gh' }, { name: 'gh-big' }] }),
  'both, and a token that expires': aConfig({ monitoring: {}, gitHub, runnerPools: aGitHubDraft()['runnerPools'] }),
};
const PLACE = { namespace: 'team-a', kedaNamespace: 'keda-system', labels: undefined };
const rulesOf = (config: Config) => prometheusRule(config, PLACE).spec.groups.flatMap(({ rules }) => rules);

/** What the stacks give to Azure Monitor for the same config. */
function azureRulesOf(config: Config) {
  const platform = synthApp(config)[`${config.name}-platform`] as StackJson;
  const rules = onlyResource(platform, 'azurerm_monitor_alert_prometheus_rule_group')['rule'] as readonly Record<string, string>[];
  return rules.map(({ alert, expression, for: duration }) => ({ alert, expr: expression, for: duration }));
}

describe.each(Object.entries(CONFIGS))('%s', (_, config) => {
  test('the rules have the expressions of those in Azure Monitor', () => {
    const rules = rulesOf(config).map(({ alert, expr, for: duration }) => ({ alert, expr, for: `PT${duration.toUpperCase()}` }));
    expect(rules).toEqual(azureRulesOf(config));
  });

  test('promtool accepts the rules', () => {
    const folder = temporaryFolder();
    try {
      const file = join(folder, 'rules.yml');
      writeFileSync(file, JSON.stringify(prometheusRule(config, PLACE).spec));
      if (hasPromtool()) expect(promtool(['check', 'rules', file])).toBe('');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('no remedy is one of the stacks', () => {
    const remedies = rulesOf(config).map(({ annotations }) => annotations.description);
    expect(
      remedies.filter((text) => /TF_VAR|revision|npm run deploy|AGENT_IMAGE_REVISION|maxNodes|<name>-agents|httpTimeout/.test(text)),
    ).toEqual([]);
    expect(remedies.join('\n')).toContain('--namespace team-a ');
  });
});

test('the remedies name the namespace of KEDA', () => {
  const [config] = [CONFIGS['agent pools that KEDA polls'] as Config];
  expect(rulesOf(config).find(({ alert }) => alert === 'ScalerFails')?.annotations.description).toContain('--namespace keda-system ');
});

test('a Prometheus can select the rules by labels', () => {
  expect(prometheusRule(aConfig(), { ...PLACE, labels: { release: 'prometheus' } }).metadata.labels).toEqual({ release: 'prometheus' });
  expect(prometheusRule(aConfig(), PLACE).metadata).not.toHaveProperty('labels');
});
