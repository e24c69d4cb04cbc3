import { agentPool } from '../../../../config/schema/agent-pool';
import { runnerPool } from '../../../../config/schema/runner-pool';
import { jobAndEndSeconds, podLifetimeSeconds } from '../../../../constructs/pods/pod-lifetime';
import { modelFacts } from '../../../../scripts/chart/model/model-facts';
import { modelTemplate } from '../../../../scripts/chart/model/model-template';
import { projectFiles, readProjectFile } from '../../../pipelines/project-files';

const files = projectFiles(/^scripts\/chart\/templates\/_model.*\.tpl$/);
const sources = files.map(readProjectFile).join('\n');
const template = modelTemplate({ image: 'ghcr.io/contoso/agent', runnerImage: 'ghcr.io/contoso/runner' });

test('the template has all files, without a placeholder', () => {
  expect(files.length).toBeGreaterThan(1);
  for (const [, name] of sources.matchAll(/define "([^"]+)"/g)) expect(template).toContain(`{{- define "${name}" -}}`);
  expect(template).not.toMatch(/\[\[ | \]\]/);
});

test('each fact has a placeholder, and each placeholder a fact', () => {
  const placeholders = [...sources.matchAll(/\[\[ (\w+) \]\]/g)].map(([, name]) => name);
  expect([...new Set(placeholders)].toSorted()).toEqual(Object.keys(modelFacts({})).toSorted());
});

test('each template that is included is defined', () => {
  const defined = [...template.matchAll(/define "([^"]+)"/g)].map(([, name]) => name);
  const included = [...template.matchAll(/include "([^"]+)"/g)].map(([, name]) => name);
  expect(defined).toContain('agents.model');
  expect([...new Set(defined)]).toEqual(defined);
  expect(included.filter((name) => !defined.includes(name))).toEqual([]);
});

test('entries have the defaults of the config', () => {
  const given = [...template.matchAll(/\$defaults := fromJson `([^`]*)`/g)].map(([, text = '']) => JSON.parse(text));
  const defaults = [agentPool, runnerPool].map((schema) => {
    const { name: _, ...options } = schema.parse({ name: 'linux' });
    return options;
  });
  expect(given).toEqual(defaults);
});

test('times are those of the config', () => {
  expect(template).toContain(`(mul $entry.jobTimeoutMinutes 60) ${jobAndEndSeconds(0)} -`);
  expect(template).toContain(`(add ${podLifetimeSeconds(0, 0) - jobAndEndSeconds(0)} (mul $entry.idleMinutes 60)`);
});

test('a default image is that of the release, and without one the values must name it', () => {
  expect(template).toContain('"default" `ghcr.io/contoso/agent` ');
  expect(template).toContain('"default" `ghcr.io/contoso/runner` ');
  expect(modelTemplate()).toContain('"default" `` ');
});

test('a text that Go could not read between backquotes is in quotes', () => {
  expect(modelTemplate({ image: 'a`b' })).toContain('"default" "a`b" ');
});
