import { ensureScaleSet } from '../../../../agent/github/scale/ensure-scale-set';
import type { ScaleSet, ScaleSetSpec } from '../../../../providers/github/client/types';

const REF = { name: 'gh-linux', group: 'builds', labels: ['aks-linux'] };
const SET: ScaleSet = { id: 7, name: 'gh-linux', runnerGroupId: 5, labels: ['aks-linux'] };

/** A client, and what it was asked. */
function scripted(found: readonly (ScaleSet | undefined)[], changes: Partial<Parameters<typeof ensureScaleSet>[0]> = {}) {
  const calls: string[] = [];
  const lists = [...found];
  const set = ({ name, groupId, labels }: ScaleSetSpec) => `${name} in ${groupId} with ${labels}`;
  const client = {
    findRunnerGroup: async (name: string): Promise<number | undefined> => {
      calls.push(`group ${name}`);
      return 5;
    },
    findScaleSet: async (groupId: number, name: string) => {
      calls.push(`find ${name} in ${groupId}`);
      return lists.shift();
    },
    createScaleSet: async (spec: ScaleSetSpec): Promise<ScaleSet | 'exists'> => {
      calls.push(`create ${set(spec)}`);
      return SET;
    },
    updateScaleSet: async (id: number, spec: ScaleSetSpec): Promise<ScaleSet> => {
      calls.push(`update ${id}: ${set(spec)}`);
      return SET;
    },
    ...changes,
  };
  return { client, calls };
}

function logged() {
  const lines: string[] = [];
  const write = (event: string, fields: object = {}) => void lines.push(`${event} ${JSON.stringify(fields)}`);
  return { log: { info: write, warn: write }, lines };
}

test('a scale set that does not exist is created in its runner group', async () => {
  const { client, calls } = scripted([undefined]);
  expect(await ensureScaleSet(client, REF, logged().log)).toBe(SET);
  expect(calls).toEqual(['group builds', 'find gh-linux in 5', 'create gh-linux in 5 with aks-linux']);
});

test('one that exists gets the labels of the config, and its runners are kept from updating themselves', async () => {
  const { client, calls } = scripted([SET]);
  expect(await ensureScaleSet(client, REF, logged().log)).toBe(SET);
  expect(calls.at(-1)).toBe('update 7: gh-linux in 5 with aks-linux');
});

test('two replicas that create it in the same moment use the same one', async () => {
  const { client, calls } = scripted([undefined, SET], { createScaleSet: async () => 'exists' });
  expect(await ensureScaleSet(client, REF, logged().log)).toBe(SET);
  expect(calls).toEqual(['group builds', 'find gh-linux in 5', 'find gh-linux in 5']);
});

test('one that exists and is not listed is an error that may pass', async () => {
  const { client } = scripted([undefined, undefined], { createScaleSet: async () => 'exists' });
  await expect(ensureScaleSet(client, REF, logged().log)).rejects.toMatchObject({ fault: 'transient' });
});

test('a runner group that does not exist is an error that says what to do', async () => {
  const { client } = scripted([], { findRunnerGroup: async () => undefined });
  await expect(ensureScaleSet(client, REF, logged().log)).rejects.toThrow(
    'runner group "builds" not found: create it under Settings, Actions, Runner groups, or correct runnerGroup of the runner pool',
  );
});

test.each([
  ['a label is missing', ['aks-linux', 'x64'], ['aks-linux'], ['x64']],
  ['the name is missing', [], ['other'], ['gh-linux']],
  ['only the case differs', ['AKS-Linux'], ['aks-linux'], []],
  ['the name is the only label', [], ['gh-linux'], []],
])('labels that GitHub did not take are in the log: %s', async (_, labels, taken, missing) => {
  const { log, lines } = logged();
  const { client } = scripted([SET], { updateScaleSet: async () => ({ ...SET, labels: taken }) });
  await ensureScaleSet(client, { ...REF, labels }, log);
  expect(lines.filter((line) => line.includes('did not take')).map((line) => /"missing":"(.*?)"/.exec(line)?.[1])).toEqual(missing);
});
