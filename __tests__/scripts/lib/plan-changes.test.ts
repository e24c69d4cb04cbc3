import { outputChanges, type PlanJson, resourceChanges } from '../../../scripts/lib/plan-changes';

const change = (address: string, ...actions: readonly string[]) => ({ address, change: { actions } });

test('changes that lose something come first, then sorted by address', () => {
  const plan: PlanJson = {
    resource_changes: [
      change('a.created', 'create'),
      change('c.updated', 'update'),
      change('b.updated', 'update'),
      change('d.replaced', 'delete', 'create'),
      change('e.replaced', 'create', 'delete'),
      change('f.destroyed', 'delete'),
      change('g.forgotten', 'forget'),
    ],
  };
  expect(resourceChanges(plan).map(({ change, address }) => `${change} ${address}`)).toEqual([
    'destroy f.destroyed',
    'replace d.replaced',
    'replace e.replaced',
    'forget g.forgotten',
    'update b.updated',
    'update c.updated',
    'create a.created',
  ]);
});

test('unchanged resources and data sources are no change', () => {
  expect(resourceChanges({ resource_changes: [change('a.same', 'no-op'), change('data.b.read', 'read')] })).toEqual([]);
  expect(resourceChanges({})).toEqual([]);
});

test('a move and an import without another change', () => {
  const plan: PlanJson = {
    resource_changes: [
      { address: 'a.new', previous_address: 'a.old', change: { actions: ['no-op'] } },
      { address: 'b.found', change: { actions: ['no-op'], importing: { id: 'x' } } },
    ],
  };
  expect(resourceChanges(plan)).toEqual([
    { change: 'move', address: 'a.new' },
    { change: 'import', address: 'b.found' },
  ]);
});

test('an unknown action is an error', () => {
  expect(() => resourceChanges({ resource_changes: [change('a.b', 'explode')] })).toThrow('"explode"');
});

test('outputs that change', () => {
  expect(outputChanges({ output_changes: { same: { actions: ['no-op'] }, other: { actions: ['update'] } } })).toEqual(['other']);
});
