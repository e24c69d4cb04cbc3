import { domainOf } from '../../../../scripts/chart/tree/domain';
import { treeOf } from '../../../../scripts/chart/tree/from-object';
import { mergeTrees } from '../../../../scripts/chart/tree/merge';
import { printObjects } from '../../../../scripts/chart/tree/print';
import type { Tree } from '../../../../scripts/chart/tree/template-tree';

/** Merges what the builders make with runner pools and without. There are always agent pools and the scaler. */
const merged = (on: Tree, off: Tree): Tree | undefined =>
  mergeTrees(on, off, {
    feature: 'runners',
    on: domainOf(['agents', 'scaler', 'runners'], ['app']),
    off: domainOf(['agents', 'scaler'], ['app']),
  });

const linesOf = (on: object, off: object): readonly string[] => {
  const tree = merged(treeOf(on, []), treeOf(off, []));
  if (tree === undefined) throw new Error('nothing in common');
  return printObjects([{ guards: [], item: tree }]).slice(1);
};

test('equal parts stay without a condition', () => {
  expect(linesOf({ a: 1, b: ['c'] }, { a: 1, b: ['c'] })).toEqual(['a: 1', 'b:', '  - c']);
});

test('what only one of two has stands under the condition or its opposite', () => {
  expect(linesOf({ a: 1, b: 2 }, { a: 1, c: 3 })).toEqual([
    'a: 1',
    '{{- if $m.runnerPools }}',
    'b: 2',
    '{{- else }}',
    'c: 3',
    '{{- end }}',
  ]);
});

test('two values of a key stand in one if with else, next to other keys that differ', () => {
  expect(linesOf({ key: 'a', path: 'a' }, { key: 'b', path: 'b' })).toEqual([
    '{{- if $m.runnerPools }}',
    'key: a',
    'path: a',
    '{{- else }}',
    'key: b',
    'path: b',
    '{{- end }}',
  ]);
});

test('items of a list are compared by their names', () => {
  const env = (...names: readonly string[]) => ({ env: names.map((name) => ({ name, value: 'x' })) });
  expect(linesOf(env('A', 'B', 'D'), env('A', 'C', 'D'))).toEqual([
    'env:',
    '  - name: A',
    '    value: x',
    '  {{- if $m.runnerPools }}',
    '  - name: B',
    '    value: x',
    '  {{- else }}',
    '  - name: C',
    '    value: x',
    '  {{- end }}',
    '  - name: D',
    '    value: x',
  ]);
});

test('lists of one item each are about the same thing', () => {
  expect(linesOf({ triggers: [{ type: 'a', same: 1 }] }, { triggers: [{ type: 'b', same: 1 }] })).toEqual([
    'triggers:',
    '  -',
    '    {{- if $m.runnerPools }}',
    '    type: a',
    '    {{- else }}',
    '    type: b',
    '    {{- end }}',
    '    same: 1',
  ]);
});

test('lines of a text differ one by one', () => {
  expect(linesOf({ text: '{\n"a": 1\n}' }, { text: '{\n"b": 1\n}' })).toEqual([
    'text: |-',
    '  {',
    '  {{- if $m.runnerPools }}',
    '  "a": 1',
    '  {{- else }}',
    '  "b": 1',
    '  {{- end }}',
    '  }',
  ]);
});

test('an item with other conditions on both sides gets those that are right for both', () => {
  const item = { kind: 'constant', value: 'x' } as const;
  const guarded = (isOn: boolean): Tree => ({ kind: 'list', items: [{ guards: isOn ? [{ feature: 'app', isOn }] : [], item }] });
  const rest: Tree = { kind: 'list', items: [] };
  // Without runner pools there is no App, so the condition "App" alone says that there are runner pools.
  expect(merged(guarded(true), rest)).toEqual(guarded(true));
  // Present with runner pools and an App, and always without runner pools: no one condition says that.
  const tree = merged(guarded(true), guarded(false));
  expect(tree?.kind === 'list' ? tree.items.map(({ guards }) => guards) : []).toEqual([
    [{ feature: 'app', isOn: true }],
    [{ feature: 'runners', isOn: false }],
  ]);
});

test('values of other kinds have nothing in common', () => {
  expect(merged(treeOf({ a: 1 }, []), treeOf(['a'], []))).toBeUndefined();
});
