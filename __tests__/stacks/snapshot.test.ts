import agentsConfig from '../../agents.config';
import { parseConfig } from '../../config/parse';
import { aConfig } from '../support/builders';
import { exampleConfig, fullConfig } from '../support/configs';
import { synthApp } from '../support/synth';

describe('the example that ships', () => {
  const stacks = synthApp(exampleConfig());
  test.each(Object.keys(stacks))('%s', (name) => expect(stacks[name]).toMatchSnapshot());
});

describe('everything switched on', () => {
  const stacks = synthApp(fullConfig());
  test.each(Object.keys(stacks))('%s', (name) => expect(stacks[name]).toMatchSnapshot());
});

test('the objects of a small deployment whose jobs KEDA counts', () => {
  expect(synthApp(aConfig({ keda: { trigger: 'azure-pipelines' } }))['pipelines-agents']?.resource).toMatchSnapshot();
});

test('agents.config.ts, with any changes, gives four stacks', () => {
  expect(Object.keys(synthApp(parseConfig(agentsConfig)))).toHaveLength(4);
});
