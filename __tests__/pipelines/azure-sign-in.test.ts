import { parse } from 'yaml';
import { AZURE_PIPELINES, objectsIn, projectFiles, readProjectFile } from './project-files';
import { runBash } from './run-bash';

interface SignedIn {
  readonly steps: readonly [{ readonly inputs: { readonly inlineScript: string }; readonly env: Readonly<Record<string, string>> }];
}

const [signedIn] = (parse(readProjectFile('pipelines/templates/azure.yml')) as SignedIn).steps;

/** Runs a signed-in script in a pipeline with a vault. Returns what the script sees of the token, and the calls that fetched it. */
function tokenOf(needsToken: boolean): { readonly output: string; readonly fetched: readonly string[] } {
  const parameters: Readonly<Record<string, string>> = {
    'lower(parameters.needsToken)': String(needsToken),
    'parameters.script': 'echo "token: $' + '{TF_VAR_azp_token-none}"',
  };
  const fill = (text: string): string => text.replace(/\$\{\{ (.*?) \}\}/g, (all, name: string) => parameters[name] ?? all);
  return runBash(
    fill(signedIn.inputs.inlineScript),
    {
      programs: { az: 'case "$1" in keyvault) echo secret-token ;; *) echo some-id ;; esac' },
      environment: {
        servicePrincipalId: 'client',
        tenantId: 'tenant',
        AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: 'connection',
        TOKEN_VAULT: 'vault',
        ...Object.fromEntries(Object.entries(signedIn.env).map(([name, value]) => [name, fill(value)])),
      },
    },
    ({ status, output, calls }) => {
      expect(status).toBe(0);
      return { output, fetched: calls.filter((call) => call.includes('keyvault')) };
    },
  );
}

test('a script that needs no token gets none, even if there is a vault', () => {
  expect(tokenOf(false)).toEqual({ output: 'token: none\n', fetched: [] });
});

test('a script that needs the token gets it from the vault, and the token is masked in logs', () => {
  const { output, fetched } = tokenOf(true);
  expect(output).toBe('##vso[task.setsecret]secret-token\ntoken: secret-token\n');
  expect(fetched).toEqual([expect.stringContaining('--vault-name vault --name azp-token')]);
});

test('only the deploy needs the token', () => {
  const asking = projectFiles(AZURE_PIPELINES)
    .flatMap((file) => objectsIn(parse(readProjectFile(file))))
    .flatMap(({ parameters }) => objectsIn(parameters))
    .filter(({ needsToken }) => needsToken !== undefined);
  expect(asking).toEqual([expect.objectContaining({ needsToken: true, script: expect.stringMatching(/^npm run deploy /) })]);
});
