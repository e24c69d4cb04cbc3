import { missingVariables } from '../../../proof/e2e/given-variables';

test('missing and empty variables are listed, others are not', () => {
  const missing = missingVariables({ E2E_IMAGE: 'agent:1', E2E_SECOND_IMAGE: '' });
  expect(missing.map((line) => line.split(':')[0])).toEqual([
    'set E2E_SECOND_IMAGE',
    'set E2E_RUNNER_IMAGE',
    'set E2E_HELM',
    'set E2E_HOST',
  ]);
});
