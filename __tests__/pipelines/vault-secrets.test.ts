import { parse } from 'yaml';
import { AZURE_PIPELINES, objectsIn, projectFiles, readProjectFile, workflow } from './project-files';
import { runBash } from './run-bash';

const KEY = '-----BEGIN PRIVATE KEY-----\nbGluZSAx\nbGluZSAy\n-----END PRIVATE KEY-----';
const VARIABLES = ['TF_VAR_azp_token', 'TF_VAR_github_key', 'TF_VAR_github_token'];
/** Prints the variables that a deploy gets, each behind its name. */
const SHOW = VARIABLES.map((name) => `echo "${name}: \${${name}-none}"`).join('; ');
/** A key vault in place of the Azure CLI: each secret is its name, except the key. */
const AZ = `case "$*" in *github-key*) echo '${KEY}' ;; *keyvault*) echo "secret of $7" ;; *) echo some-id ;; esac`;

interface Seen {
  readonly output: string;
  readonly fetched: readonly string[];
}

/** Runs a script whose last command shows the variables. Returns its output, and the calls that fetched secrets. */
const seenBy = (script: string, environment: Readonly<Record<string, string>>, programs: Readonly<Record<string, string>> = {}): Seen =>
  runBash(script, { programs: { az: AZ, ...programs }, environment }, ({ status, output, calls }) => {
    expect({ status, output }).toMatchObject({ status: 0 });
    return { output, fetched: calls.filter((call) => call.includes('keyvault')) };
  });

const NOTHING: Seen = { output: VARIABLES.map((name) => `${name}: none\n`).join(''), fetched: [] };

/** What a deploy sees with a vault for each secret; `mask` is the command that masks a text in a log. */
const everything = (mask: string): Seen => {
  const values = ['secret of azp-token', KEY, 'secret of github-token'];
  const masked = values.flatMap((value) => value.split('\n')).map((line) => `${mask}${line}\n`);
  const shown = VARIABLES.map((name, at) => `${name}: ${values[at]}\n`);
  const calls = ['one azp-token', 'two github-key', 'three github-token'].map((pair) => {
    const [vault, secret] = pair.split(' ');
    return `az keyvault secret show --vault-name ${vault} --name ${secret} --query value --output tsv`;
  });
  return { output: [...masked, ...shown].join(''), fetched: calls };
};

describe('the workflow of GitHub', () => {
  const step = workflow('deploy').jobs['deploy']?.steps?.find(({ run }) => run?.includes('npm run deploy'));
  const deploy = (vaults: Readonly<Record<string, string>>): Seen => {
    // A variable that is not set is an empty text.
    const environment = Object.keys(step?.env ?? {}).map((name) => [name, vaults[name] ?? '']);
    return seenBy(step?.run ?? '', Object.fromEntries(environment), { npm: SHOW });
  };

  test('a deploy without vaults gets no secret', () => {
    expect(deploy({})).toEqual(NOTHING);
  });

  test('a deploy gets each secret from the vault that a variable names, and each line of it is masked in logs', () => {
    expect(deploy({ AZP_TOKEN_VAULT: 'one', GH_KEY_VAULT: 'two', GH_TOKEN_VAULT: 'three' })).toEqual(everything('::add-mask::'));
  });

  test('a deploy stops if a vault does not give its secret', () => {
    const environment = { AZP_TOKEN_VAULT: '', GH_KEY_VAULT: 'two', GH_TOKEN_VAULT: '' };
    runBash(step?.run ?? '', { programs: { az: 'echo Forbidden >&2; return 1', npm: SHOW }, environment }, ({ status, calls }) => {
      expect(status).toBe(1);
      expect(calls.filter((call) => call.startsWith('npm'))).toEqual([]);
    });
  });

  test('only the deploy names vaults', () => {
    const naming = projectFiles(/^\.github\/workflows\//).flatMap((file) =>
      objectsIn(parse(readProjectFile(file))).filter(({ env }) => /VAULT/.test(JSON.stringify(env ?? {}))),
    );
    expect(naming).toEqual([expect.objectContaining({ name: 'npm run deploy' })]);
  });
});

describe('the pipelines of Azure', () => {
  interface SignedIn {
    readonly steps: readonly [{ readonly inputs: { readonly inlineScript: string }; readonly env: Readonly<Record<string, string>> }];
  }
  const [signedIn] = (parse(readProjectFile('pipelines/templates/azure.yml')) as SignedIn).steps;

  function signedInScript(needsSecrets: boolean, vaults: Readonly<Record<string, string>>): Seen {
    const parameters: Readonly<Record<string, string>> = {
      'lower(parameters.needsSecrets)': String(needsSecrets),
      'parameters.script': SHOW,
    };
    const fill = (text: string): string => text.replace(/\$\{\{ (.*?) \}\}/g, (all, name: string) => parameters[name] ?? all);
    return seenBy(fill(signedIn.inputs.inlineScript), {
      servicePrincipalId: 'client',
      tenantId: 'tenant',
      AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: 'connection',
      ...vaults,
      ...Object.fromEntries(Object.entries(signedIn.env).map(([name, value]) => [name, fill(value)])),
    });
  }
  const VAULTS = { TOKEN_VAULT: 'one', GH_KEY_VAULT: 'two', GH_TOKEN_VAULT: 'three' };

  test('a script that needs no secrets gets none, even if there are vaults', () => {
    expect(signedInScript(false, VAULTS)).toEqual(NOTHING);
  });

  test('a deploy without vaults gets no secret', () => {
    expect(signedInScript(true, {})).toEqual(NOTHING);
  });

  test('a script that needs the secrets gets each from the vault that a variable names, and each line of it is masked in logs', () => {
    expect(signedInScript(true, VAULTS)).toEqual(everything('##vso[task.setsecret]'));
  });

  test('only the deploy needs the secrets', () => {
    const asking = projectFiles(AZURE_PIPELINES)
      .flatMap((file) => objectsIn(parse(readProjectFile(file))))
      .flatMap(({ parameters }) => objectsIn(parameters))
      .filter(({ needsSecrets }) => needsSecrets !== undefined);
    expect(asking).toEqual([expect.objectContaining({ needsSecrets: true, script: expect.stringMatching(/^npm run deploy /) })]);
  });
});
