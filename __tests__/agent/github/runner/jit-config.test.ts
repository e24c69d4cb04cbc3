import { exitCodeOf } from '../../../../agent/commands/exit-codes';
import { decodeJitConfig } from '../../../../agent/github/runner/jit-config';
import { aJitConfig, someRunnerFiles } from '../../support/jit-config';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const withFile = (name: string, content: string) => aJitConfig({ ...someRunnerFiles(), [name]: content });
const { '.credentials_rsaparams': _, ...WITHOUT_KEY } = someRunnerFiles();

function errorOf(encoded: string): Error {
  try {
    decodeJitConfig(encoded);
  } catch (error) {
    return error as Error;
  }
  throw new Error('it was accepted');
}

test('the three files come out as they went in', () => {
  const files = decodeJitConfig(aJitConfig());
  expect(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, content.toString()]))).toEqual(someRunnerFiles());
});

test('files with a byte order mark, and fields as config.sh writes them, are accepted and not changed', () => {
  const settings = '\uFEFF{"ephemeral":true}';
  const files = decodeJitConfig(aJitConfig({ ...someRunnerFiles(), '.runner': settings, '.credentials': '\uFEFF{"scheme":"OAuth"}' }));
  expect(files['.runner'].toString()).toBe(settings);
});

test.each<[string, string, string]>([
  ['nothing', '', 'it is not base64'],
  ['no base64', '{"a":1}', 'it is not base64'],
  ['base64 of another alphabet', aJitConfig().replace(/.$/, '_'), 'it is not base64'],
  ['no JSON', base64('s3cret'), 'it must have exactly the files .runner, .credentials, .credentials_rsaparams'],
  ['a list', base64('["s3cret"]'), 'it must have exactly the files'],
  ['a missing file', aJitConfig(WITHOUT_KEY), 'it must have exactly the files'],
  ['another file', withFile('.env', 's3cret=1'), 'it must have exactly the files'],
  ['a file outside the folder', withFile('../../etc/cron', 's3cret'), 'it must have exactly the files'],
  ['a file that is no text', base64(JSON.stringify({ ...WITHOUT_KEY, '.credentials_rsaparams': 1 })), 'it must have exactly the files'],
  ['a file that is not encoded', base64(JSON.stringify(someRunnerFiles())), '.runner is not base64'],
  ['an empty file', withFile('.credentials_rsaparams', ''), '.credentials_rsaparams is not base64'],
  ['a file without JSON', withFile('.credentials_rsaparams', 's3cret'), '.credentials_rsaparams is no JSON object'],
  ['a file with a list', withFile('.runner', '[]'), '.runner is no JSON object'],
  ['too much', 'A'.repeat(64 * 1024 + 4), 'it has 65540 characters, at most 65536 are expected'],
  ['a runner for many jobs', withFile('.runner', '{"Ephemeral":"False"}'), '.runner has no "Ephemeral": true'],
  ['a runner that does not say so', withFile('.runner', '{}'), '.runner has no "Ephemeral": true'],
  ['another kind of credential', withFile('.credentials', '{"Scheme":"PAT","Data":"s3cret"}'), '.credentials has the scheme "PAT"'],
  ['a credential without a kind', withFile('.credentials', '{}'), '.credentials has no scheme'],
])('%s is refused, without its content', (_what, encoded, message) => {
  const error = errorOf(encoded);
  expect(error.message).toContain(`cannot be used: ${message}`);
  expect(error.message).not.toContain('s3cret');
  expect(exitCodeOf(error)).toBe(76);
});
