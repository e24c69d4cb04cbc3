import { GitHubError } from '../../../../providers/github/client/error';
import { type Expiring, Renewing } from '../../../../providers/github/client/renewing';

interface Token extends Expiring {
  readonly name: string;
}

const refused = new GitHubError('refused', { fault: 'signIn', status: 401 });

/** Tokens with rising names, and how many were made. */
function tokens(first?: Token) {
  let made = 0;
  const renew = async (): Promise<Token> => ({ name: `token-${++made}` });
  const renewing = new Renewing<Token>({ renew, now: () => 0, ...(first !== undefined && { first }) });
  return { renewing, made: () => made };
}

test('a token that another call has replaced in the meantime is not replaced again', async () => {
  const { renewing, made } = tokens();
  let refuse = (_: Error): void => {};
  const late = renewing.use(
    async ({ name }) => (name === 'token-1' ? new Promise<string>((_, reject) => (refuse = reject)) : name), // biome-ignore format: one line
  );
  await renewing.get();
  await renewing.use(async ({ name }) => {
    if (name === 'token-1') throw refused;
    return name;
  });
  refuse(refused);
  expect(await late).toBe('token-2');
  expect(made()).toBe(2);
});

test('any other error is not repeated', async () => {
  const { renewing, made } = tokens({ name: 'first' });
  await expect(renewing.use(async () => Promise.reject(new Error('another')))).rejects.toThrow('another');
  expect(made()).toBe(0);
});

test('a renewal that fails is tried again by the next call', async () => {
  let attempts = 0;
  const renew = async (): Promise<Token> => {
    if (++attempts === 1) throw new Error('an outage');
    return { name: 'second' };
  };
  const renewing = new Renewing<Token>({ renew, now: () => 0 });
  await expect(renewing.get()).rejects.toThrow('an outage');
  expect(await renewing.get()).toEqual({ name: 'second' });
});
