import { entriesText, readEntries, type ServedEntry, type ServedRunnerPool } from '../../config/scaler-entries';
import { aConfig } from '../support/builders';

const WINDOW = { agents: 2, days: ['mon', 'fri'], from: '07:30', to: '18:00', timeZone: 'Europe/Berlin' };
const served = (options: object = {}): ServedEntry => {
  const [entry] = aConfig({ agentPools: [{ name: 'linux', ...options }] }).agentPools;
  if (entry === undefined) throw new Error('the config has no entry');
  return { ...entry, objectName: 'pipelines-linux', pool: entry.pool ?? entry.name };
};

test.each([
  ['with the defaults', {}, { pool: 'linux', maxAgents: 10, warm: [], warmMaxHours: 12, anticipate: false }],
  [
    'with all that the scaler needs',
    { pool: 44, maxAgents: 3, warm: [WINDOW], warmMaxHours: 24, anticipate: true },
    { pool: 44, maxAgents: 3, warm: [WINDOW], warmMaxHours: 24, anticipate: true },
  ],
])('what the agents stack writes of an entry %s, the scaler reads', (_, options, read) => {
  expect(readEntries(entriesText([served(options)]))).toEqual([
    { name: 'pipelines-linux', placeholder: 'pipelines-linux-placeholder', ...read },
  ]);
});

const RUNNERS = { name: 'gh-linux', group: 'Default', labels: ['aks-linux', 'x64'] };
const runnerPool = (options: object = {}): ServedRunnerPool => {
  const { maxAgents, warm, warmMaxHours, anticipate } = served(options);
  return { objectName: 'pipelines-gh', scaleSet: RUNNERS, maxAgents, warm, warmMaxHours, anticipate };
};

test('what the agents stack writes of both kinds of entries, the scaler reads, in the same order', () => {
  const entries = readEntries(entriesText([runnerPool({ maxAgents: 3, warm: [WINDOW] }), served()]));
  expect(entries).toEqual([
    { name: 'pipelines-gh', scaleSet: RUNNERS, maxAgents: 3, warm: [WINDOW], warmMaxHours: 12, anticipate: false },
    expect.objectContaining({ name: 'pipelines-linux', pool: 'linux' }),
  ]);
});

test('options that the scaler does not need are not written', () => {
  expect(entriesText([served({ env: { GREETING: 'hello' } })])).not.toContain('hello');
});

const [written] = JSON.parse(entriesText([served()])) as [object];
const [runners] = JSON.parse(entriesText([runnerPool()])) as [object];
test.each([
  ['no JSON', 'linux', ' '],
  ['no list', JSON.stringify(written), ' '],
  ['no entry', '[]', ' '],
  ['a maximum that is no number', JSON.stringify([{ ...written, maxAgents: '10' }]), '0.maxAgents '],
  ['a maximum of none', JSON.stringify([{ ...written, maxAgents: 0 }]), '0.maxAgents '],
  [
    'a scale set without a runner group',
    JSON.stringify([written, { ...runners, scaleSet: { name: 'a', labels: [] } }]),
    '1.scaleSet.group ',
  ],
  ['a kind that is not known', JSON.stringify([{ name: 'a', maxAgents: 1 }]), '0.warm '],
  [
    'a time zone that Node.js does not know',
    JSON.stringify([{ ...written, warm: [{ ...WINDOW, timeZone: 'Europe/Atlantis' }] }]),
    '0.warm.0.timeZone is not a time zone that the Node.js of this image knows',
  ],
])('%s is a problem', (_, text, problem) =>
  expect(readEntries(text)).toEqual({ problem: expect.stringMatching(new RegExp(`^${problem}`)) }),
);
