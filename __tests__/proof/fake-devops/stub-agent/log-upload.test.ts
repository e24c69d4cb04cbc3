import { LogUpload } from '../../../../proof/fake-devops/stub-agent/log-upload';

test('all output is sent in order, even if sending is slow', async () => {
  const sent: string[] = [];
  const log = new LogUpload(async (text) => {
    await new Promise((resolve) => setImmediate(resolve));
    sent.push(text);
  });
  for (const text of ['a', 'b', 'c']) log.add(text);
  await log.done();
  log.add('d');
  await log.done();
  expect(sent).toEqual(['a', 'bc', 'd']);
});

test('output that cannot be sent is skipped', async () => {
  const sent: string[] = [];
  const log = new LogUpload(async (text) => {
    if (text === 'a') throw new Error('no');
    sent.push(text);
  });
  log.add('a');
  log.add('b');
  await log.done();
  expect(sent).toEqual(['b']);
});
