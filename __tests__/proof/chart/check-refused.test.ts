import { sentencesIn } from '../../../proof/chart/check-refused';

test('reads the sentences of the chart in the report of Helm', () => {
  const report = [
    'Error: execution error at (agents/templates/problems.yaml:5:6): the values have 2 problems:',
    '- name must be short, got "a": shorten it',
    '- agentPools must have at least one entry, got []: add one',
    '',
    'Use --debug flag to render out invalid YAML',
  ].join('\n');
  expect(sentencesIn(report)).toEqual([
    'name must be short, got "a": shorten it',
    'agentPools must have at least one entry, got []: add one',
  ]);
});

test('another failure has none', () => {
  expect(sentencesIn("Error: values don't meet the specifications of the schema\n- at '/name': got number, want string\n")).toEqual([]);
});
