import { CREDENTIAL_VARIABLES, OWN_VARIABLES } from '../../../config/own-variables';
import { aDraft, problemsOf } from '../../support/builders';

const withEnv = (env: Readonly<Record<string, string>>) => problemsOf(aDraft({ agentPools: [{ name: 'linux', env }] }));
const withCapabilities = (capabilities: Readonly<Record<string, string>>) =>
  problemsOf(aDraft({ agentPools: [{ name: 'linux', demands: ['gpu'], capabilities }] }));

test.each([
  ['AZP_URL', 'is a setting of the program in the image, which hides it from jobs', 'choose another name'],
  [
    'AZURE_CLIENT_ID',
    'belongs to the sign-in of the program in the image, which hides it from jobs',
    'set it in the step of the pipeline that needs it',
  ],
  [
    'VSO_AGENT_IGNORE',
    'is the list of variables that are not capabilities, and the program in the image writes it',
    'remove it; to add to the list, use ENV in the Dockerfile of your own image',
  ],
  ['VSTS_AGENT_INPUT_TOKEN', 'is an argument of config.sh, and the program in the image sets it', 'choose another name'],
  ['KUBERNETES_SERVICE_HOST', 'is how the program in the image finds the API server', 'set it in the step of the pipeline that needs it'],
  [
    'PATH',
    'changes how the agent itself starts',
    'set it in the step of the pipeline that needs it, or with ENV in your own image, see docs/agent-image.md',
  ],
])('%s is rejected with its reason', (name, rule, remedy) => {
  expect(withEnv({ [name]: 'x' })).toEqual([`agentPools[0].env.${name} ${rule}, got "${name}": ${remedy}`]);
});

test.each([
  ...OWN_VARIABLES,
  ...CREDENTIAL_VARIABLES,
  ...['HOME', 'ENV', 'BASH_ENV', 'SHELLOPTS', 'LD_PRELOAD', 'LD_LIBRARY_PATH', 'LD_AUDIT', 'NODE_OPTIONS', 'DOTNET_STARTUP_HOOKS'],
  ...['CORECLR_ENABLE_PROFILING', 'KUBERNETES_SERVICE_PORT', 'VSTS_AGENT_INPUT_URL'],
])('%s is rejected', (name) => {
  expect(withEnv({ [name]: 'x' })).toHaveLength(1);
});

test.each([
  ...['AZURE_EXTENSION_DIR', 'AZURE_CONFIG_DIR', 'AZURE_SUBSCRIPTION', 'AZP_75787_ENABLE_NEW_LOGIC', 'AZP_AGENT_USE_LEGACY_HTTP'],
  ...[
    'path',
    'PATHS',
    'MY_PATH',
    'HOMEPAGE',
    'ENVIRONMENT',
    'LDFLAGS',
    'NODE_EXTRA_CA_CERTS',
    'DOTNET_NOLOGO',
    'LANG',
    'TMPDIR',
    'HTTPS_PROXY',
  ],
])('%s reaches jobs', (name) => {
  expect(withEnv({ [name]: 'x' })).toEqual([]);
});

/** Linux counts name, "=", value and a NUL in bytes. */
const longest = 128 * 1024 - 'A='.length - 1;

test('a value that is too large to start a program', () => {
  expect(withEnv({ A: 'x'.repeat(longest) })).toEqual([]);
  expect(withEnv({ A: 'x'.repeat(longest + 1) })).toEqual([
    'agentPools[0].env.A must be at most 128 KiB together with its name, otherwise no program can start, got "131073 bytes": put it into a file: in the repository, a secure file or the image',
  ]);
  expect(withEnv({ A: `${'x'.repeat(longest - 1)}é` })).toHaveLength(1);
});

test('values that are too large together', () => {
  const values = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`A${index}`, 'x'.repeat(120_000)]));
  expect(withEnv(values(8))).toEqual([]);
  expect(withEnv(values(9))).toEqual(['agentPools[0].env must be at most 1 MiB in total, got "1080036 bytes": put long values into files']);
});

test('all capabilities must fit into one variable', () => {
  const values = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, 'x'.repeat(1000)]));
  expect(withCapabilities(values(120))).toEqual([]);
  expect(withCapabilities(values(140))).toEqual([
    'agentPools[0].capabilities must be at most 128 KiB, including those that demands add, got "140752 bytes": remove some',
  ]);
});
