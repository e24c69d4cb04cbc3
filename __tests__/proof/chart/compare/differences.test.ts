import { differences } from '../../../../proof/chart/compare/differences';

const object = (name: string, others: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'agents' },
  ...others,
});

test('equal objects in another order have no difference, whatever the order of their keys', () => {
  const [a, b] = [object('a', { data: { x: '1', y: '2' } }), object('b')];
  expect(differences([a, b], [b, object('a', { data: { y: '2', x: '1' } })])).toEqual([]);
});

test('an object of one side alone, or twice, is named', () => {
  expect(differences([object('a'), object('b')], [object('b'), object('c'), object('c')])).toEqual([
    'ConfigMap agents/c: twice in the chart',
    'ConfigMap agents/a: only in the stack',
    'ConfigMap agents/c: only in the chart',
  ]);
});

test.each([
  [{ data: { x: '1' } }, { data: { x: 1 } }, 'data.x is "1" in the stack and 1 in the chart'],
  [{ data: { x: '1' } }, { data: {} }, 'data.x is "1" in the stack and absent in the chart'],
  [{ data: {} }, { data: { x: null } }, 'data.x is absent in the stack and null in the chart'],
  [{ list: ['a', 'b'] }, { list: ['b', 'a'] }, 'list[0] is "a" in the stack and "b" in the chart'],
  [{ list: [] }, { list: {} }, 'list is [] in the stack and {} in the chart'],
  [{ apiVersion: 'v1' }, { apiVersion: 'v2' }, 'apiVersion is "v1" in the stack and "v2" in the chart'],
])('%j and %j differ', (stack, chart, line) => {
  expect(differences([object('a', stack)], [object('a', chart)])[0]).toBe(`ConfigMap agents/a: ${line}`);
});
