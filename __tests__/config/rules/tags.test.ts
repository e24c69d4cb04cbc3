import { aDraft, type Draft, problemsOf } from '../../support/builders';

const problems = (tags: Draft) => problemsOf(aDraft({ tags }));
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, 'x']));

test('a resource accepts 50 tags, and one is that of this project', () => {
  expect(problems(many(49))).toEqual([]);
  expect(problems(many(50))).toEqual([
    'tags must be at most 50 together with the tag "deployment", which is added, got "50 tags": remove some',
  ]);
  expect(problems({ ...many(49), deployment: 'mine' })).toEqual([]);
});

test('two names that differ only in case are the same', () => {
  expect(problems({ owner: 'a', Owner: 'b', team: 'c' })).toEqual([
    'tags.Owner must differ from "owner" by more than case, got "b": remove one of the two',
  ]);
});

test.each([
  ['azure-owner', 'azure'],
  ['Microsoft.team', 'microsoft'],
  ['WINDOWS', 'windows'],
])('Azure reserves the name %s', (name, prefix) => {
  expect(problems({ [name]: 'a', 'our-azure': 'b' })).toEqual([
    expect.stringContaining(`must not start with "${prefix}", which Azure reserves, got "a": choose another name`),
  ]);
});
