import fc from 'fast-check';
import { parseConfig } from '../../config/parse';
import { ConfigError } from '../../config/problems/config-error';
import { aDraft, aGitHubDraft, type Draft, problemsOf, withValue } from '../support/builders';
import { draftsOfEveryKind } from '../support/configs';

/** Made up for this test, in the form of the real ones. */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst';
const TOKENS = [
  BASE32,
  `${'aB3dE6gH9j'.repeat(7)}aB3dE6AZDOx7Yz`.padEnd(84, '4'),
  'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZ2VudHMifQ.c2lnbmF0dXJl_c2lnbmF0dXJl',
  'abc8Q~Zy0xWvUtSrQpOnMlKjIhGfEdCbA_987654',
  `${'aB3+'.repeat(21)}aB==`,
  `ghp_${'aB3dE6gH9j'.repeat(4)}`,
  `github_pat_${'aB3dE6gH9j'.repeat(2)}aB_${'aB3dE6gH9j'.repeat(6)}`,
  `ghs_${'aB3dE6gH9j'.repeat(4)}`,
] as const;

/** Made up for this test, in the form of the keys of a GitHub App. */
const KEY = `-----BEGIN RSA PRIVATE KEY-----\n${`${'aB3+/'.repeat(12)}aB3+\n`.repeat(6)}aB3d==\n-----END RSA PRIVATE KEY-----\n`;

/** Texts that contain a token. */
const WRAPS: readonly ((token: string) => string)[] = [
  (token) => token,
  (token) => ` ${token}\r\n`,
  (token) => `first\n${token}\nlast`,
  (token) => `Basic ${token}`,
  (token) => `https://dev.azure.com/${token}`,
  (token) => `https://${token}@dev.azure.com/contoso`,
  (token) => `https://me:${token}@mirror.example/charts`,
  (token) => `${'-'.repeat(90)} ${token}`,
];

function outcome(draft: unknown): string | undefined {
  try {
    parseConfig(draft);
    return undefined;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message + JSON.stringify(error);
  }
}

/** Every path of a draft at which a value is, or an option could be added. */
function placesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const added = Array.isArray(value) ? [] : ['value', 'key', 'token', 'x'].filter((key) => !(key in value)).map((key) => [...path, key]);
  return [
    ...(path.length === 0 ? [] : [path]),
    ...added,
    ...Object.entries(value).flatMap(([key, part]) => placesOf(part, [...path, key])),
  ];
}

/** The longest part of a token that an output contains. */
const shows = (output: string, token: string): boolean =>
  Array.from({ length: token.length - 11 }, (_, at) => token.slice(at, at + 12)).some((piece) => output.includes(piece));

test('a token is neither printed nor accepted, in any option and inside of any text', () => {
  const drafts = [...draftsOfEveryKind(), aDraft(), aGitHubDraft()];
  const cases = fc.constantFrom(...drafts).chain((draft) =>
    fc.record({
      draft: fc.constant(draft),
      path: fc.constantFrom(...placesOf(draft)),
      token: fc.constantFrom(...TOKENS),
      wrap: fc.constantFrom(...WRAPS),
      into: fc.constantFrom<(text: string) => unknown>(
        (text) => text,
        (text) => [text],
        (text) => ({ [text]: text }),
        (text) => ({ kind: text, value: { token: text } }),
      ),
    }),
  );
  fc.assert(
    fc.property(cases, ({ draft, path, token, wrap, into }) => {
      const output = outcome(withValue(draft, path, into(wrap(token))));
      expect(output).toBeDefined();
      expect(shows(output as string, token)).toBe(false);
    }),
    { numRuns: 1000, seed: 12 },
  );
});

/** The sign-in to GitHub with another value. */
const gitHub = (auth: unknown): Draft => aGitHubDraft({ gitHub: { url: 'https://github.com/contoso', auth } });

test.each<[string, Draft]>([
  ['gitHub.auth', gitHub('m4de-up')],
  ['the key of an App', gitHub({ kind: 'app', clientId: 'Iv23', installationId: 1, key: 'm4de-up' })],
  ['the name of a Secret', gitHub({ kind: 'pat', token: { kind: 'existing', secret: 'M4de_up m4de-up' } })],
  ['a token for GitHub', gitHub({ kind: 'pat', token: 'm4de-up' })],
  ['gitHub itself', aGitHubDraft({ gitHub: 'm4de-up' })],
  ['a mistyped gitHub', aGitHubDraft({ github: 'm4de-up' })],
  ['the user name of the URL in GitHub', aGitHubDraft({ gitHub: { url: 'https://m4de-up@github.com/contoso' } })],
  ['auth', aDraft({ azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: 'm4de-up' } })],
  ['auth.value', aDraft({ azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'pat', value: 'm4de-up' } } })],
  [
    'the name of the Secret with the token',
    aDraft({
      azureDevOps: {
        organizationUrl: 'https://dev.azure.com/example',
        auth: { kind: 'pat', token: { kind: 'existing', secret: 'M4de_up m4de-up' } },
      },
    }),
  ],
  ['auth.token', aDraft({ azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'pat', token: 'm4de-up' } } })],
  ['auth.kind', aDraft({ azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'm4de-up' } } })],
  ['key', aDraft({ azureDevOps: { organizationUrl: 'https://dev.azure.com/example', key: 'm4de-up' } })],
  ['azureDevOps itself', aDraft({ azureDevOps: 'm4de-up' })],
  ['a mistyped azureDevOps', aDraft({ azureDevops: { auth: { value: 'm4de-up' } } })],
  ['auth at the wrong place', aDraft({ auth: 'm4de-up' })],
  ['an object in place of the list of agent pools', aDraft({ agentPools: { linux: { token: 'm4de-up' } } })],
  ['the password of a chart repository', aDraft({ keda: { chartRepository: 'https://me:m4de-up@mirror.example/charts' } })],
  ['the user name of a chart repository', aDraft({ keda: { chartRepository: 'https://m4de-up@mirror.example/charts' } })],
  ['the user name of the organisation', aDraft({ azureDevOps: { organizationUrl: 'https://m4de-up@dev.azure.com/example' } })],
  ['a proxy with a password', aDraft({ agentPools: [{ name: 'linux', env: { HTTPS_PROXY: 'http://me:m4de-up@proxy.example:3128' } }] })],
  [
    'a signature in a build argument',
    aDraft({ image: { kind: 'build', buildArgs: { AGENT_URL: 'https://x/a?se=1&sig=m4de-upm4de-upm4de-up%3D' } } }),
  ],
])('%s: a value that does not look like a secret is not printed either', (_, draft) => {
  const output = outcome(draft);
  expect(output).toBeDefined();
  expect(output).not.toContain('m4de-up');
});

test('texts without a secret stay: the address of a repository, a user name, a digest, a long word', () => {
  const env = {
    REPOSITORY: 'https://contoso@dev.azure.com/contoso/_git/web',
    PROXY: 'http://proxy.example:3128',
    DIGEST: `sha256:${'0123456789abcdef'.repeat(4)}`,
    WORD: 'a'.repeat(60),
  };
  expect(problemsOf(aDraft({ agentPools: [{ name: 'linux', env }] }))).toEqual([]);
});

test.each([
  ['a key in one piece', KEY],
  ['a key without its end', KEY.slice(0, 200)],
  ['a key whose lines were joined', KEY.replaceAll('\n', '\\n')],
  ['a key in a longer text', `key:\n${KEY}\nend`],
])('%s is neither printed nor accepted', (_, key) => {
  for (const draft of [
    withValue(aGitHubDraft(), 'runnerPools.0.env', { KEY: key }),
    withValue(aGitHubDraft(), 'gitHub.auth.clientId', key),
    withValue(aGitHubDraft(), 'gitHub.auth.key', key),
    withValue(aGitHubDraft(), 'gitHub.url', key),
    withValue(aGitHubDraft(), 'location', key),
    withValue(aGitHubDraft(), ['tags'], { [key]: key }),
  ]) {
    const output = outcome(draft);
    expect(output).toBeDefined();
    expect(output).not.toContain('aB3+/aB3');
  }
});

test('the message of a secret for GitHub says where that comes from', () => {
  expect(problemsOf(withValue(aGitHubDraft(), 'runnerPools.0.env', { VALUE: TOKENS[5] }))).toEqual([
    'runnerPools[0].env.VALUE must not contain a secret, and this looks like one, got "(not shown)": remove it: the credential comes from TF_VAR_github_key, from TF_VAR_github_token or from an existing Secret, and jobs get secrets from secrets of GitHub',
  ]);
});

test('the message says what to do', () => {
  expect(problemsOf(withValue(aDraft(), 'agentPools.0.env', { TOKEN: BASE32 }))).toEqual([
    'agentPools[0].env.TOKEN must not contain a secret, and this looks like one, got a value that is not shown: remove it: the token comes from TF_VAR_azp_token or, with the Helm chart, from an existing Secret, and jobs get secrets from secret variables of Azure DevOps',
  ]);
});

test.each(['tags', 'agentPools.0.env', 'agentPools.0.capabilities', 'image.buildArgs'])('a token as a key in %s', (path) => {
  const output = outcome(withValue(aDraft({ image: { kind: 'build' } }), path, { [BASE32]: 'x' }));
  expect(output).toBeDefined();
  expect(shows(output as string, BASE32)).toBe(false);
});

test.each(['keda.imageRegistry', 'image.reference'])('a password before the host of %s, which has no scheme, is not printed', (path) => {
  const draft = path.startsWith('image') ? withValue(aDraft(), 'image', { kind: 'reference', reference: '' }) : aDraft();
  const [problem] = problemsOf(withValue(draft, path, 'user:hunter2@mirror.example/agent:1'));
  expect(problem).toContain(`${path} must be`);
  expect(problem).toContain('(not shown)@mirror.example');
  expect(problem).not.toMatch(/hunter2/);
});
