import { generateKeyPairSync } from 'node:crypto';
import { GitHubKey, type GitHubKeyProps } from '../../../constructs/runners/github-key';
import { RunnerServiceAccount } from '../../../constructs/runners/runner-service-account';
import { schemaErrors } from '../../support/kubernetes-schema';
import { manifestsOf, onlyResource, synthStack } from '../../support/synth';

interface Variable {
  readonly validation: readonly { readonly condition: string; readonly error_message: string }[];
}

const stackOf = (kind: GitHubKeyProps['kind'], revision = 3) =>
  synthStack((scope) => void new GitHubKey(scope, 'key', { name: 'github-credential', namespace: 'agents', kind, revision }));
const variableOf = (kind: GitHubKeyProps['kind'], name: string) =>
  (stackOf(kind)['variable'] as Readonly<Record<string, Variable>>)[name] as Variable;

describe.each([
  ['app', 'github_key', 'private-key'],
  ['pat', 'github_token', 'token'],
] as const)('the Secret of GitHub, kind %s', (kind, variable, key) => {
  test('gets its value from an ephemeral variable, as write-only data, so that no state and no plan contains it', () => {
    expect(stackOf(kind)['variable']).toMatchObject({ [variable]: { type: 'string', sensitive: true, ephemeral: true, nullable: false } });
    const secret = onlyResource(stackOf(kind), 'kubernetes_secret_v1');
    expect(secret).toMatchObject({ data_wo: { [key]: `\${trimspace(var.${variable})}` }, data_wo_revision: 3 });
    expect(secret).not.toHaveProperty('data');
  });

  test('has no default: Terraform asks for the value or fails', () => {
    expect(variableOf(kind, variable)).not.toHaveProperty('default');
  });

  test('names the variable in its error', () => {
    expect(variableOf(kind, variable).validation[0]?.error_message).toContain(`TF_VAR_${variable}`);
  });
});

test('a change of the kind replaces the Secret, because Terraform sees no change of its data', () => {
  const typeOf = (kind: GitHubKeyProps['kind']) => onlyResource(stackOf(kind), 'kubernetes_secret_v1')['type'];
  expect(typeOf('app')).not.toBe(typeOf('pat'));
});

test('a token must not be empty', () => {
  expect(variableOf('pat', 'github_token').validation[0]?.condition).toBe('${trimspace(var.github_token) != ""}');
});

describe('the private key', () => {
  const [, pattern = ''] =
    /^\$\{can\(regex\("(.*)", trimspace\(var\.github_key\)\)\)\}$/.exec(variableOf('app', 'github_key').validation[0]?.condition ?? '') ??
    [];
  /** Terraform's regular expressions are those of Go, which knows the name of this class. */
  const accepts = (value: string) => new RegExp(pattern.replaceAll('[:cntrl:]', '\\x00-\\x1F\\x7F')).test(value.trim());
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = (type: 'pkcs1' | 'pkcs8') => privateKey.export({ type, format: 'pem' }).toString();

  test.each(['pkcs1', 'pkcs8'] as const)('is accepted in the format %s, with any line breaks around and between', (type) => {
    expect(accepts(pem(type))).toBe(true);
    expect(accepts(`\n${pem(type)}\n\n`)).toBe(true);
    expect(accepts(pem(type).replaceAll('\n', '\r\n'))).toBe(true);
  });

  test.each([
    ['nothing', ''],
    ['the name of a file', 'contoso.2026-11-01.private-key.pem'],
    ['blanks in place of its line breaks', pem('pkcs1').replaceAll('\n', ' ')],
    ['\\n in place of its line breaks', pem('pkcs1').replaceAll('\n', '\\n')],
    ['only its first half', pem('pkcs1').slice(0, 800)],
    ['a public key', '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----'],
    ['a passphrase', privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString()],
    ['a passphrase, in the old format', '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIB\n-----END RSA PRIVATE KEY-----'],
  ])('is refused with %s', (_, value) => {
    expect(accepts(value)).toBe(false);
  });

  test('has a pattern without a backslash, which HCL would read as an escape', () => {
    expect(pattern).not.toBe('');
    expect(pattern).not.toContain('\\');
  });
});

test('the service account of runners has no rights, and gives no pod a token', () => {
  const objects = manifestsOf(
    synthStack((scope) => void new RunnerServiceAccount(scope, 'account', { name: 'github-runner', namespace: 'agents' })),
  );
  expect(objects).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'github-runner', namespace: 'agents' },
      automountServiceAccountToken: false,
    },
  ]);
  expect(objects.flatMap(schemaErrors)).toEqual([]);
});
