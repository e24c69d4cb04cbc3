import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../support/fakes';
import { KeepScene, START } from '../support/keep-scene';

let scene: KeepScene;
beforeEach(async () => {
  scene = await KeepScene.start();
});
afterEach(() => scene.end());

test.each(['503', 'reset', 'truncated-json', { status: 429 }] as const)(
  'an outage (%s) changes nothing, and it continues afterwards',
  async (answer) => {
    const { ended, status } = scene.keep();
    const { clock } = scene.world;
    void clock.at(30_000, () => scene.devops.fault({ answer, times: 4 }));
    const during = clock.at(90_000, async () => expect([await status('/readyz'), await status('/healthz')]).toEqual([200, 200]));
    const after = clock.at(270_000, async () => {
      expect([await status('/readyz'), await status('/healthz')]).toEqual([200, 200]);
      scene.world.stop();
    });
    await Promise.all([ended, during, after]);
    expect(scene.world.starts).toHaveLength(1);
    expect(scene.lines).toContain('cannot list the agents, trying again');
  },
);

test('an outage causes one log line a round, whatever steps fail', async () => {
  scene.devops.addAgent('linux', { name: 'linux-bcdfg-hjklm', version: '4.275.0', statusChangedOn: START - 60 * 60_000 });
  scene.world.clock.at(30_000, () => {
    scene.world.lines.length = 0;
    scene.devops.fault({ path: /agents\?|jobrequests|agents\/\d+/, answer: '503' });
  });
  await scene.run(210);
  expect(scene.world.lines.filter((line) => line.includes('"level":"error"'))).toEqual(
    Array.from({ length: 3 }, () => expect.stringContaining('cannot list the agents, trying again')),
  );
});

test('when Kubernetes does not answer, one line a round says so, whatever steps fail', async () => {
  void scene.world.clock.at(30_000, () => {
    scene.world.lines.length = 0;
    scene.pods = () => undefined;
    scene.devops.addAgent('linux', { name: 'linux-bcdfg-hjklm', version: '4.275.0', statusChangedOn: START - 60 * 60_000 });
  });
  await scene.run(210);
  expect(scene.world.lines.filter((line) => line.includes('"level":"error"'))).toHaveLength(3);
});

test('during an outage other problems are logged too', async () => {
  const { ended } = scene.keep();
  void scene.world.clock.at(30_000, () => {
    scene.world.lines.length = 0;
    scene.devops.fault({ path: /agents\?|jobrequests/, answer: '503' });
    scene.pods = () => undefined;
  });
  await scene.world.clock.at(90_000, () => scene.world.stop());
  await ended;
  expect(scene.lines).toContain('cannot list the agents');
  expect(scene.lines).toContain('cannot list the pods');
});

test('if the service refuses a call and asks to wait, the next round starts after that time, and /healthz succeeds meanwhile', async () => {
  const { ended, status } = scene.keep();
  const { clock } = scene.world;
  void clock.at(30_000, () => scene.devops.fault({ answer: { status: 429, retryAfter: 600 }, times: 1 }));
  const during = clock.at(650_000, async () => {
    expect(await status('/healthz')).toBe(200);
    scene.world.stop();
  });
  await Promise.all([ended, during]);
  expect(scene.devops.requests.filter(({ at }) => at > START + 30_000).map(({ at }) => at)).toEqual([START + 60_000]);
});

test('if the service answers and asks to wait, the rounds are further apart, but the placeholder is kept', async () => {
  scene.devops.rateLimit({ remaining: 0, retryAfter: 120 });
  await scene.run(400, { 200: () => scene.devops.rateLimit(undefined) });
  expect(scene.placeholder?.enabled).toBe(false);
  const asked = scene.devops.requests.map(({ at }) => (at - START) / 1000);
  expect(asked).toEqual([0, 0, 0, 0, 120, 120, 240, 240, 300, 300, 360, 360]);
});

test.each([
  ['expired', '401-expired', 'The Personal Access Token used has expired.: check the token'],
  ['wrong', '401-empty', 'check the token'],
  ['wrong', '203-html', 'check the token'],
  ['refused', '302', 'check the token'],
] as const)('with a token that is %s (%s) it keeps running, is not ready, and logs that once a round', async (_what, answer, says) => {
  const fault = scene.devops.fault({ answer });
  const { ended, status } = scene.keep();
  const { clock } = scene.world;
  const withFault = clock.at(150_000, async () => {
    expect([await status('/readyz'), await status('/healthz')]).toEqual([503, 200]);
    expect(scene.world.lines.slice(1)).toEqual(Array.from({ length: 3 }, () => expect.stringContaining(says)));
    fault.remove();
  });
  const withoutFault = clock.at(210_000, async () => {
    expect(await status('/readyz')).toBe(200);
    scene.devops.fault({ answer });
    scene.world.lines.length = 0;
  });
  const withNewFault = clock.at(270_000, async () => {
    expect([await status('/readyz'), await status('/healthz')]).toEqual([503, 200]);
    expect(scene.world.lines).toHaveLength(1);
    scene.world.stop();
  });
  await Promise.all([ended, withFault, withoutFault, withNewFault]);
  expect(scene.placeholder?.enabled).toBe(false);
});

test('a token file that disappears counts as a wrong token', async () => {
  const file = join(temporaryFolder(), 'token');
  writeFileSync(file, scene.devops.token);
  const { ended, status } = scene.keep(scene.settings({ AZP_TOKEN: '', AZP_TOKEN_FILE: file }));
  const { clock } = scene.world;
  void clock.at(30_000, () => {
    rmSync(file);
    scene.world.lines.length = 0;
  });
  const during = clock.at(90_000, async () => {
    expect([await status('/readyz'), await status('/healthz')]).toEqual([503, 200]);
    expect(scene.world.lines).toEqual([expect.stringContaining(`cannot read the token file ${file}`)]);
    writeFileSync(file, scene.devops.token);
  });
  const after = clock.at(150_000, async () => {
    expect(await status('/readyz')).toBe(200);
    scene.world.stop();
  });
  await Promise.all([ended, during, after]);
  rmSync(dirname(file), { recursive: true });
});

test('without the right to manage the agent pool it is not ready, and logs what to do', async () => {
  const token = scene.devops.issueToken({ roles: { linux: 'reader' } });
  await scene.run(30, {}, scene.settings({ AZP_TOKEN: token }));
  expect(scene.lines).toContain('make the identity its Administrator');
  expect(scene.world.starts).toEqual([]);
});
