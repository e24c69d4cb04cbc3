import * as fc from 'fast-check';
import { meetsDemands } from '../../../proof/fake-devops/state/demands';
import { demandTest } from '../../../providers/azure-devops/match-demands';

const CAPABILITIES = {
  'Agent.OS': 'Linux',
  'Agent.Version': '4.275.1',
  size: 'Large',
  docker: '',
  __proto__x: 'y',
  'Visual Studio': '17 -a b',
};

const fits = (...demands: string[]) => demandTest(CAPABILITIES)(demands);

test.each([
  'size',
  'SIZE',
  '  size  ',
  'docker',
  'size -equals large',
  'Size  -Equals   LARGE ',
  'Agent.OS -equals linux',
  'Agent.Version -gtVersion 4.275.1',
  'Agent.Version -gtVersion 4.99.9',
  'Agent.Version -gtVersion 4',
  'agent.version -GTVERSION 3.999.999',
  'Visual Studio',
  'Visual Studio -equals 17 -a b',
  'size -isUnknownHere 3',
])('these capabilities meet "%s"', (demand) => expect(fits(demand)).toBe(true));

test.each([
  'siz',
  'size -equals small',
  'size -equals',
  'other',
  'other -isUnknownHere 3',
  'Agent.Version -gtVersion 4.275.2',
  'Agent.Version -gtVersion 4.275.1.1',
  'Agent.Version -gtVersion 10.0',
  'size -gtVersion 1',
  '',
  'constructor',
])('these capabilities do not meet "%s"', (demand) => expect(fits(demand)).toBe(false));

test('all demands must be met; no demand is met by every agent', () => {
  expect(fits('size', 'docker')).toBe(true);
  expect(fits('size', 'other')).toBe(false);
  expect(fits()).toBe(true);
});

const name = fc.constantFrom('size', 'SIZE', 'Agent.OS', 'agent.version', 'My Tool', 'a-b', 'toString');
const value = fc.constantFrom('large', 'LARGE', 'Linux', '4.275.1', '4', '4.275.0.9', '10.1', 'a b -c d', '0');
const demand = fc.oneof(
  name,
  fc
    .tuple(name, fc.constantFrom('equals', 'Equals', 'gtVersion', 'GTVERSION'), value)
    .map(([of, operator, than]) => `${of} -${operator} ${than}`),
);

test('jobs are matched as the fake Azure DevOps matches them', () => {
  const property = fc.property(fc.array(demand, { maxLength: 4 }), fc.dictionary(name, value), (demands, capabilities) => {
    expect(demandTest(capabilities)(demands)).toBe(meetsDemands(demands, capabilities));
  });
  fc.assert(property, { numRuns: 2000 });
});
