import agentsConfig from '../../agents.config';
import { parseConfig } from '../../config/parse';
import { fullConfig } from '../support/configs';
import { synthApp } from '../support/synth';

describe('the example that ships', () => {
  const stacks = synthApp(parseConfig(agentsConfig));
  test.each(Object.keys(stacks))('%s', (name) => expect(stacks[name]).toMatchSnapshot());
});

describe('everything switched on', () => {
  const stacks = synthApp(fullConfig());
  test.each(Object.keys(stacks))('%s', (name) => expect(stacks[name]).toMatchSnapshot());
});
