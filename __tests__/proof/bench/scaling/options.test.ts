import { chosen, readOptions } from '../../../../proof/bench/scaling/options';

test('nothing is asked for: everything runs', () => {
  const options = { loads: undefined, variants: undefined, quick: false, out: undefined, render: false, help: false };
  expect(readOptions([])).toEqual(options);
});

test('lists are separated by commas', () => {
  expect(readOptions(['--loads', 'burst,flood'])).toMatchObject({ loads: ['burst', 'flood'] });
});

test('what is chosen keeps its order', () => {
  const all = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
  expect(chosen('load', all, ['c', 'a'])).toEqual([{ id: 'a' }, { id: 'c' }]);
  expect(chosen('load', all, undefined)).toEqual(all);
});

test('an id that there is not is named, with those that there are', () => {
  expect(() => chosen('load', [{ id: 'a' }, { id: 'b' }], ['a', 'x'])).toThrow(new Error('no load "x"; there are: a, b'));
});
