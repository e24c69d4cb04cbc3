import { FakeScene } from './fake-scene';

let scene: FakeScene;
beforeEach(async () => {
  scene = await FakeScene.start();
});
afterEach(() => scene.end());

test('an App and a personal access token reach an organisation and a repository', async () => {
  for (const url of [scene.fake.organisation(), scene.fake.repository('contoso/app')]) {
    expect(await scene.client({ url }).findScaleSet(1, 'gh-linux')).toBeUndefined();
    expect(await scene.client({ url, ...scene.asApp() }).findScaleSet(1, 'gh-linux')).toBeUndefined();
  }
});

test('a classic token reaches an enterprise, and an App is told what to use', async () => {
  const url = scene.fake.enterprise('contoso-group');
  expect(await scene.client({ url }).findScaleSet(1, 'gh-linux')).toBeUndefined();
  await expect(scene.client({ url, ...scene.asApp() }).findScaleSet(1, 'gh-linux')).rejects.toThrow('use a classic personal access token');
});

test('a token without the scope, and one that was revoked, are different problems', async () => {
  const weak = scene.fake.issueToken({ scopes: ['repo'] });
  const find = (token: string) => scene.client({ credential: async () => ({ kind: 'pat', token }) }).findScaleSet(1, 'a');
  await expect(find(weak)).rejects.toMatchObject({ fault: 'right', message: expect.stringContaining('admin:org') });
  scene.fake.revokeToken(weak);
  await expect(find(weak)).rejects.toMatchObject({ fault: 'signIn' });
});

test('a registration token that GitHub does not know yet is tried again', async () => {
  scene.fake.fault({ path: /runner-registration/, answer: '401', times: 2 });
  expect(await scene.client().findScaleSet(1, 'gh-linux')).toBeUndefined();
});

test('tokens that GitHub has revoked are replaced', async () => {
  const github = scene.client(scene.asApp());
  await github.runners();
  for (const kind of ['installation', 'registration', 'admin'] as const) scene.fake.switches.revokeTokens(kind);
  expect(await github.runners()).toEqual([]);
});

test.each(['200-html', '200-empty', 'reset', 'cut', '429', '500', '503'] as const)('%s is transient, wherever it comes', async (answer) => {
  for (const path of [/registration-token/, /runner-registration/, /runnerscalesets/]) {
    const fault = scene.fake.fault({ path, answer });
    await expect(scene.client().findScaleSet(1, 'gh-linux')).rejects.toMatchObject({ fault: 'transient' });
    fault.remove();
  }
});

test('a byte order mark is no fault', async () => {
  scene.fake.fault({ answer: 'bom' });
  expect(await scene.client(scene.asApp()).findScaleSet(1, 'gh-linux')).toBeUndefined();
});

test('a wait is passed on, as seconds and as a date', async () => {
  const github = scene.client();
  await github.runners();
  for (const retryAfter of [7, new Date(Date.now() + 60_000)]) {
    scene.fake.fault({ path: /agents/, answer: { status: 429, retryAfter }, times: 1 });
    const failure = await github.runners().catch((error: unknown) => error);
    expect(failure).toMatchObject({ fault: 'transient', retryAfterMs: expect.any(Number) });
  }
});
