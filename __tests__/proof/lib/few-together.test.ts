import { fewTogether } from '../../../proof/lib/few-together';

test('at most so many are under way together, and the results are in the order of the items', async () => {
  let current = 0;
  let most = 0;
  const results = await fewTogether([4, 1, 3, 2, 5], 2, async (item, index) => {
    current += 1;
    most = Math.max(most, current);
    for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
    current -= 1;
    return `${index}:${item}`;
  });
  expect({ most, results }).toEqual({ most: 2, results: ['0:4', '1:1', '2:3', '3:2', '4:5'] });
});

test('a failure is passed on', async () => {
  await expect(fewTogether([1, 2], 2, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
});
