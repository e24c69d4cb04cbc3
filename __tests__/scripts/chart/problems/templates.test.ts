import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../../../config/rules';
import { CHART_RULES, OTHER_RULES } from '../../../../scripts/chart/problems/chart-rules';
import { problemFacts } from '../../../../scripts/chart/problems/facts';
import { problemSentences } from '../../../../scripts/chart/problems/sentences';
import { problemsTemplates } from '../../../../scripts/chart/problems/templates';
import { urlSentences } from '../../../../scripts/chart/problems/url-sentences';

const templates = problemsTemplates();
const text = Object.values(templates).join('\n');
const sources = Object.keys(templates)
  .map((path) => path.replace(/^templates\/(values\/)?/, ''))
  .map((file) => readFileSync(join(__dirname, '../../../../scripts/chart/templates', file.replace(/\.yaml$/, '.yaml.tpl')), 'utf8'))
  .join('\n');

test('each rule of the config is one for values too, or one of those that say nothing about values', () => {
  const chart = Object.values(CHART_RULES);
  expect(rules.filter((rule) => !OTHER_RULES.includes(rule))).toEqual(chart);
  expect(OTHER_RULES.length + chart.length).toBe(rules.length);
});

test('each rule for values has a template, and each template is used', () => {
  const defined = [...text.matchAll(/define "([^"]+)"/g)].map(([, name]) => name as string);
  const used = [...text.matchAll(/include "([^"]+)"/g)].map(([, name]) => name as string);
  const ofRules = ['name', ...Object.keys(CHART_RULES)].map((rule) => `agents.problems.rule.${rule}`);
  expect(new Set(defined).size).toBe(defined.length);
  expect(defined.filter((name) => name.startsWith('agents.problems.rule.')).toSorted()).toEqual(ofRules.toSorted());
  expect(defined.filter((name) => !used.includes(name) && !ofRules.includes(name))).toEqual([]);
  expect(used.filter((name) => !defined.includes(name) && !name.startsWith('agents.model.'))).toEqual([]);
});

test('every sentence and fact is in a template, and nothing else is asked for', () => {
  expect(text).not.toMatch(/\[\[ [\w.]+ \]\]/);
  const model =
    /^(?:[a-z]\w*Defaults|image|runnerImage|withKeda|tokenSecret|gitHubSecret|objectName|placeholderName|accurateVersions|memoryUnits|agentDiskRequest|\w+Seconds)$/;
  const known = Object.keys({ ...problemFacts(), ...problemSentences(), ...urlSentences() }).filter((name) => !model.test(name));
  expect(known.filter((name) => !sources.includes(`[[ ${name} ]]`))).toEqual([]);
});

test('a sentence comes from its rule, with expressions in the place of the values of a sample', () => {
  expect(text).toContain(
    '"rule" (printf `must not be above jobTimeoutMinutes (%v)` $jobTimeoutMinutes) "remedy" `lower it, or raise jobTimeoutMinutes`',
  );
  expect(text).toContain('must distinguish its jobs from those of %v, which watches the same agent pool "%v"` $other .pool');
  expect(text).not.toMatch(/marker|753|146|137/);
});

test('the template that refuses is evaluated before all others: it is in a folder, and its path comes last', () => {
  expect(Object.keys(templates)).toContain('templates/values/problems.yaml');
  expect(Object.keys(templates).filter((path) => path.endsWith('.yaml'))).toHaveLength(1);
});
