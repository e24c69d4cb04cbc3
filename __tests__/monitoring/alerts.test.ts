import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Alert, alerts } from '../../monitoring/alerts';
import { metricsIn } from '../../monitoring/metrics';
import { prometheusRules } from '../../monitoring/prometheus-rules';
import { temporaryFolder } from '../agent/support/fakes';
import type { AlertCase } from './support/alert-case';
import { ALERT_CASES } from './support/alert-cases';
import { hasPromtool, promtool } from './support/promtool';

const RULES = alerts({ queueMinutes: 15, entries: ['one', 'two'], runnerPools: ['gh'], trigger: 'metrics-api' });
const SEVERITIES = { 1: 'critical', 2: 'error', 3: 'warning', 4: 'info' };

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The labels and texts that an alert must have, with the placeholders of labels filled in. */
function expected({ severity, summary, remedy }: Alert, labels: Readonly<Record<string, string>>) {
  const filled = summary.replace(/\{\{ \$labels\.(\w+) \}\}/g, (_, label: string) => labels[label] ?? '');
  return { exp_labels: { ...labels, severity: SEVERITIES[severity] }, exp_annotations: { summary: filled, description: remedy } };
}

/** Tests one case with promtool. The file has only the rule of the case, so that no other rule reacts to the series. */
function unitTest(rule: Alert, { series, at }: AlertCase) {
  const rules = join(folder, 'rules.yml');
  writeFileSync(rules, prometheusRules([rule]));
  const test = {
    interval: '1m',
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    alert_rule_test: Object.entries(at).map(([minute, labels]) => ({
      eval_time: `${minute}m`,
      alertname: rule.name,
      exp_alerts: labels.map((each) => expected(rule, each)),
    })),
  };
  const file = join(folder, 'test.yml');
  writeFileSync(file, JSON.stringify({ rule_files: [rules], evaluation_interval: '1m', tests: [test] }));
  return promtool(['test', 'rules', file]);
}

test.each(ALERT_CASES.map((each) => [each.alert, each.what, each] as const))('%s: %s', (name, _what, each) => {
  const rule = RULES.find((candidate) => candidate.name === name);
  if (rule === undefined) throw new Error(`there is no alert ${name}`);
  if (hasPromtool()) expect(unitTest(rule, each)).toBe('');
});

test.each(RULES.map(({ name }) => name))('the cases show %s both firing and not firing', (name) => {
  const outcomes = ALERT_CASES.filter(({ alert }) => alert === name).flatMap(({ at }) => Object.values(at).map((up) => up.length > 0));
  expect(new Set(outcomes)).toEqual(new Set([true, false]));
});

test('Prometheus accepts the rules that do not depend on a deployment', () => {
  const file = join(folder, 'rules.yml');
  writeFileSync(file, prometheusRules(alerts()));
  if (hasPromtool()) expect(promtool(['check', 'rules', '--lint=all', '--lint-fatal', file])).toBe('');
});

test('every alert says what is wrong and what to do, and uses metrics', () => {
  for (const { summary, remedy, expression } of RULES) {
    expect([summary, remedy].every((text) => text.length > 20)).toBe(true);
    expect(metricsIn(expression)).not.toEqual([]);
  }
});

test('the alert for waiting jobs has the limit of the config', () => {
  expect(alerts({ queueMinutes: 7 }).find(({ name }) => name === 'JobsWaitTooLong')).toMatchObject({
    expression: expect.stringContaining('> 420'),
    summary: expect.stringContaining('7 minutes'),
  });
});

describe('a deployment without a scaler', () => {
  const rules = alerts({ trigger: 'azure-pipelines' });

  test('has no alert about one, and does not look for its calls', () => {
    const text = JSON.stringify(rules);
    expect(rules).toHaveLength(10);
    expect(text).not.toContain('azp_scaler');
    expect(text).not.toContain('label_replace');
  });

  test('learns from a failed poll what Azure DevOps answered', () => {
    expect(rules.find(({ name }) => name === 'ScalerFails')).toMatchObject({
      summary: expect.stringContaining('cannot read the queue'),
      remedy: expect.stringContaining('401'),
    });
  });
});

test('a deployment without runner pools has no alert about them', () => {
  const names = alerts({ entries: ['one'], runnerPools: [], trigger: 'metrics-api' }).map(({ name }) => name);
  expect(names).toContain('ScalerStale');
  expect(names).not.toContain('ScaleSetWithoutSession');
});

test('a deployment without agent pools has no alert about readings of queues', () => {
  const rules = alerts({ entries: [], runnerPools: ['gh'], trigger: 'metrics-api' });
  expect(rules.map(({ name }) => name)).not.toContain('ScalerStale');
  expect(rules.find(({ name }) => name === 'ScaleSetWithoutSession')?.expression).toContain('absent(');
});

test('a scaler that is gone is reported only where there should be one', () => {
  const expressionOf = (rules: readonly Alert[]) => rules.find(({ name }) => name === 'ScalerStale')?.expression;
  expect(expressionOf(RULES)).toContain('absent(');
  expect(expressionOf(alerts())).not.toContain('absent(');
});
