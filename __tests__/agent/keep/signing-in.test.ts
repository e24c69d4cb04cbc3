import { signingIn } from '../../../agent/keep/signing-in';
import { DevOpsError } from '../../../providers/azure-devops/client/error';

const failing = (error: unknown) => signingIn(() => Promise.reject(error))();

test('a token is handed on', async () => {
  expect(await signingIn(async () => ({ value: 't', scheme: 'bearer' }))()).toEqual({ value: 't', scheme: 'bearer' });
});

test('no token is a wrong one, and why is told', async () => {
  await expect(failing(new Error('the token file is empty'))).rejects.toMatchObject({
    fault: 'signIn',
    message: 'the token file is empty',
  });
});

test('a source that is out of reach stays so', async () => {
  const outage = new DevOpsError('no token from Microsoft Entra ID', { fault: 'transient' });
  await expect(failing(outage)).rejects.toBe(outage);
});
