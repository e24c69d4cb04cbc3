import { join } from 'node:path';
import { Child } from '../../support/child-process';

// The compiled program that `npm run fake-devops` starts.
const MAIN = join(__dirname, '..', '..', '..', 'dist', 'proof', 'fake-devops', 'main.js');
const start = (...args: string[]) => new Child(process.execPath, [MAIN, ...args], { env: {} });

let child: Child | undefined;
afterEach(() => child?.kill());

test.each(['SIGINT', 'SIGTERM'] as const)(
  'the program prints its URL and token, serves requests, and exits with 0 after %s',
  async (signal) => {
    child = start('--port', '0', '--pool', 'linux', '--pool', 'windows', '--token', 'secret');
    await child.says(/^Press Ctrl-C to stop/);
    const url = /AZP_URL=(.*)/.exec(child.output)?.[1];
    expect(child.output).toContain('AZP_TOKEN=secret\n  AZP_POOL=linux\n  AZP_POOL=windows\n');
    const headers = { authorization: `Basic ${Buffer.from(':secret').toString('base64')}` };
    const answer = await fetch(`${url}/_apis/distributedtask/pools`, { headers });
    expect(await answer.json()).toMatchObject({ value: [{ name: 'linux' }, { name: 'windows' }] });
    child.signal(signal);
    expect(await child.exited).toBe(0);
  },
);

test('--help prints the usage', async () => {
  child = start('--help');
  expect(await child.exited).toBe(0);
  expect(child.output).toContain('npm run fake-devops -- [--port <port>]');
});

test('an invalid argument is reported, with exit code 2', async () => {
  child = start('--port', 'http');
  expect(await child.exited).toBe(2);
  expect(child.output).toBe('--port must be 0 to 65535, got "http". See: npm run fake-devops -- --help\n');
});
