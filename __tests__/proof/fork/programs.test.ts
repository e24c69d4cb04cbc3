import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Programs } from '../../../proof/fork/programs';

const node = (programs: Programs, code: string) => programs.run(process.execPath, ['-e', code], { cwd: __dirname });

test('returns the exit code', async () => {
  await expect(node(new Programs(), '')).resolves.toBe(0);
});

test('a program that is missing is an error', async () => {
  await expect(new Programs().run('no-such-program', [], { cwd: __dirname })).rejects.toThrow('ENOENT');
});

test('ends a program with its children, and starts no other', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const programs = new Programs();
  // The child calls, so that the test knows that it runs, and stays until the connection closes with it.
  const child = `require('node:http').get('http://127.0.0.1:${(server.address() as AddressInfo).port}')`;
  const parent = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}]); setInterval(() => {}, 1000)`;
  const running = node(programs, parent);
  const [request] = (await once(server, 'request')) as [import('node:http').IncomingMessage];
  const closed = once(request.socket, 'close');
  programs.end();
  await expect(running).rejects.toThrow('ended');
  await closed;
  await expect(node(programs, '')).rejects.toThrow('ended');
  server.close();
});
