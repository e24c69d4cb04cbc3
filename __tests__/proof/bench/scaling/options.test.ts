import { chooseById, readOptions } from '../../../../proof/bench/scaling/options';

test('without options everything runs', () => {
  const options = { loads: undefined, variants: undefined, quick: false, out: undefined, render: false, help: false };
  expect(readOptions([])).toEqual(options);
});

test('lists are separated by commas', () => {
  expect(readOptions(['--loads', 'burst,flood'])).toMatchObject({ loads: ['burst', 'flood'] });
});

test('chosen items keep their order', () => {
  const all = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
  expect(chooseById('load', all, ['c', 'a'])).toEqual([{ id: 'a' }, { id: 'c' }]);
  expect(chooseById('load', all, undefined)).toEqual(all);
});

test('the error of an unknown id names it and the known ones', () => {
  expect(() => chooseById('load', [{ id: 'a' }, { id: 'b' }], ['a', 'x'])).toThrow(new Error('unknown load "x"; choose from a, b'));
});
