import { withSignInFaults } from '../../../agent/azure-pipelines/token-faults';
import { ServiceError } from '../../../providers/contract/service-error';

const failing = (error: unknown) => withSignInFaults(() => Promise.reject(error))();

test('a token is passed on', async () => {
  expect(await withSignInFaults(async () => ({ value: 't', scheme: 'bearer' }))()).toEqual({ value: 't', scheme: 'bearer' });
});

test('an unreadable token is a sign-in fault, with the reason', async () => {
  await expect(failing(new Error('the token file is empty'))).rejects.toMatchObject({
    fault: 'signIn',
    message: 'the token file is empty',
  });
});

test('an error that already has a fault keeps it', async () => {
  const outage = new ServiceError('no token from Microsoft Entra ID', { fault: 'transient' });
  await expect(failing(outage)).rejects.toBe(outage);
});
