import { LogUpload } from '../../../../proof/fake-devops/stub-agent/log-upload';

test('all is sent in order, though sending takes its time', async () => {
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

test('a part that cannot be sent is left out', async () => {
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
