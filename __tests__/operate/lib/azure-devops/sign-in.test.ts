import { operatorConnection } from '../../../../operate/lib/azure-devops/sign-in';
import { UsageError } from '../../../../operate/lib/command';

const URL = 'https://dev.azure.com/contoso';

afterEach(() => jest.useRealTimers());

test('the token of a deploy takes precedence over the Azure CLI', async () => {
  const run = jest.fn();
  const { token } = operatorConnection(URL, { TF_VAR_azp_token: ' pat\n' }, run);
  expect(await token()).toEqual({ value: 'pat', scheme: 'basic' });
  expect(run).not.toHaveBeenCalled();
});

test('the Azure CLI returns a token for Azure DevOps, and a new one before it can expire', async () => {
  jest.useFakeTimers();
  const run = jest.fn().mockResolvedValueOnce('first\n').mockResolvedValueOnce('second\n');
  const { token } = operatorConnection(URL, {}, run);
  expect(await token()).toEqual({ value: 'first', scheme: 'bearer' });
  jest.advanceTimersByTime(3.9 * 60_000);
  expect(await token()).toMatchObject({ value: 'first' });
  jest.advanceTimersByTime(0.2 * 60_000);
  expect(await token()).toMatchObject({ value: 'second' });
  expect(run).toHaveBeenCalledWith('az', expect.arrayContaining(['get-access-token', '499b84ac-1321-427f-aa17-267ca6975798']));
});

test('calls that are made together share one sign-in; after a failure the next call tries again', async () => {
  const run = jest.fn().mockRejectedValueOnce(new Error('az: not signed in')).mockResolvedValue('token');
  const { token } = operatorConnection(URL, {}, run);
  const failed = await Promise.allSettled([token(), token()]);
  expect(failed.map((each) => each.status === 'rejected' && each.reason.message)).toEqual(
    Array(2).fill(
      'there is no token for Azure DevOps: TF_VAR_azp_token is not set, and az: not signed in: run az login, or set TF_VAR_azp_token to a personal access token',
    ),
  );
  expect(run).toHaveBeenCalledTimes(1);
  expect(await token()).toMatchObject({ value: 'token' });
});

test('without the Azure CLI, the advice is to install it', async () => {
  const run = jest.fn().mockRejectedValue(Object.assign(new Error('spawn az ENOENT'), { code: 'ENOENT' }));
  await expect(operatorConnection(URL, {}, run).token()).rejects.toThrow(
    'there is no token for Azure DevOps: TF_VAR_azp_token is not set, and the Azure CLI is not installed: install it (https://learn.microsoft.com/cli/azure/install-azure-cli) and run az login, or set TF_VAR_azp_token to a personal access token',
  );
});

test.each(['http://dev.azure.com/contoso', 'http://10.0.0.1/contoso', 'ftp://127.0.0.1/x', 'contoso'])('no token is sent to %s', (url) => {
  expect(() => operatorConnection(url, {}, jest.fn())).toThrow(UsageError);
});

test.each(['http://127.0.0.1:8090/contoso', 'http://localhost/contoso', 'http://[::1]:1/contoso', URL])('%s is accepted', (url) => {
  expect(operatorConnection(url, {}, jest.fn()).url).toBe(url);
});
