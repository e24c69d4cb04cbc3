import { scaleSetsLeft } from '../../../scripts/lib/scale-sets-left';
import { aConfig, aGitHubConfig } from '../../support/builders';

test('a destroy leaves the scale sets in GitHub, and names them', () => {
  const runnerPools = [{ name: 'gh-linux' }, { name: 'gh-large', scaleSet: 'Large' }];
  expect(scaleSetsLeft(aGitHubConfig({ runnerPools }))).toBe(
    'GitHub keeps the scale sets of https://github.com/contoso: gh-linux, Large. Delete them in its settings, under Actions, Runners.',
  );
});

test('without runner pools it leaves none', () => {
  expect(scaleSetsLeft(aConfig())).toBeUndefined();
});
