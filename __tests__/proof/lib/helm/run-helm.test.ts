import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { helmOutput, runHelm } from '../../../../proof/lib/helm/run-helm';

let folder = '';
let program = '';

/** A stand-in for Helm. Its last argument is the file of the values. */
function helmThat(script: string): void {
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-helm-'));
  program = join(folder, 'helm');
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the values are in a file that nobody else can read, which is deleted afterwards', async () => {
  helmThat('for last; do :; done; stat -c "%a" "$last"; cat "$last"; printf "\\n%s" "$last"');
  const { stdout } = await runHelm(program, ['template', 'a'], { name: 'it\'s "$x"' });
  const [mode, content = '', file = ''] = stdout.split('\n');
  expect({ mode, content: parse(content) as unknown }).toEqual({ mode: '600', content: { name: 'it\'s "$x"' } });
  expect(existsSync(file)).toBe(false);
});

test('characters that Helm refuses or reads as the end of a line are escaped in the values', async () => {
  helmThat('for last; do :; done; cat "$last"');
  const values = { text: 'a\u007fb\u0085c\u2028d\ufeffe ü 😀' };
  const { stdout } = await runHelm(program, [], values);
  expect(stdout).toBe('text: "a\\u007fb\\u0085c\\u2028d\\ufeffe ü 😀"\n');
  expect(parse(stdout)).toEqual(values);
});

test('without values there is no such file, and an empty object is one', async () => {
  helmThat('echo "$@"');
  expect((await runHelm(program, ['lint'])).stdout).toBe('lint\n');
  expect((await runHelm(program, ['lint'], {})).stdout).toMatch(/^lint --values \S+$/m);
});

test('the settings of the user do not reach Helm', async () => {
  const before = { ...process.env };
  Object.assign(process.env, { HELM_KUBECONTEXT: 'production', HELM_NAMESPACE: 'production', KUBECONFIG: '/home/a/.kube/config' });
  try {
    helmThat('env');
    const { stdout } = await runHelm(program, []);
    expect(stdout).not.toMatch(/production|\.kube/);
    expect(stdout).toMatch(/^HELM_CONFIG_HOME=/m);
  } finally {
    process.env = before;
  }
});

test('a failure is an error with what Helm reported', async () => {
  helmThat('echo "cannot reuse a name" >&2; exit 3');
  await expect(helmOutput(program, ['install', 'agents', 'chart'])).rejects.toThrow(
    'helm install agents ended with exit code 3:\ncannot reuse a name',
  );
});
