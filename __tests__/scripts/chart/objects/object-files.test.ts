import type { Choice } from '../../../../scripts/chart/objects/features';
import { OBJECT_FILES, type ObjectFile, objectFileText } from '../../../../scripts/chart/objects/object-files';
import { treeOfChoice } from '../../../../scripts/chart/objects/objects-template';
import { SAMPLES } from '../../../../scripts/chart/sample/sample';
import { domainOf } from '../../../../scripts/chart/tree/domain';

const files = OBJECT_FILES.map((file) => [file.path, file] as const);

/** For each feature the largest choice that has it and the largest that lacks it: every value is in one of them. */
function typicalChoices({ always, features }: ObjectFile): readonly Choice[] {
  const largestFirst = domainOf(always, features).toSorted((a, b) => b.size - a.size);
  const found = features.flatMap((feature) => [
    largestFirst.find((choice) => choice.has(feature)),
    largestFirst.find((choice) => !choice.has(feature)),
  ]);
  return [...new Set(found.filter((choice) => choice !== undefined))];
}

test.each(files)('%s has an expression for everything that the builders derive from a value', (_, file) => {
  for (const choice of typicalChoices(file)) {
    const [one, other] = SAMPLES.map((sample) => treeOfChoice(file, sample, choice));
    expect(other).toEqual(one);
  }
});

test('no value of a sample is left in a file, and the one of a runner pool reads as what it is', () => {
  const text = objectFileText(OBJECT_FILES.find(({ path }) => path === 'runner-pools/scaled-job.yaml') as ObjectFile);
  expect(text).not.toMatch(/zz|198\.1[89]\./);
  expect(text).toMatchSnapshot();
});
