import { generalName } from '../../../../scripts/lib/security/general-name';
import { aConfig } from '../../../support/builders';

const config = aConfig({
  name: 'team-a',
  agentPools: [{ name: 'small' }, { name: 'small-arm' }],
  gitHub: { url: 'https://github.com/contoso' },
  runnerPools: [{ name: 'gh' }],
});

test.each([
  ['team-a-small', '<entry>'],
  ['team-a-small-placeholder', '<entry>-placeholder'],
  ['team-a-small-arm', '<entry>'],
  ['team-a-small-arm-placeholder', '<entry>-placeholder'],
  ['team-a-gh', '<entry>'],
  ['team-a-agents', '<name>-agents'],
  ['team-a', '<name>'],
  ['team-abc', 'team-abc'],
  ['azure-pipelines-agent', 'azure-pipelines-agent'],
])('%s is %s in every deployment', (name, expected) => {
  expect(generalName(name, config)).toBe(expected);
});
