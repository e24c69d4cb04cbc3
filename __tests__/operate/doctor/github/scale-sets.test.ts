import { gitHubSecret } from '../../../../operate/doctor/checks/github/github-secret';
import { leftRunners } from '../../../../operate/doctor/checks/github/left-runners';
import { runnerGroups } from '../../../../operate/doctor/checks/github/runner-groups';
import { scaleSetSessions } from '../../../../operate/doctor/checks/github/scale-set-sessions';
import { scaleSets } from '../../../../operate/doctor/checks/github/scale-sets';
import { agentPod, decisionLine, SCALER_PODS } from '../../lib/cluster/support/healthy-cluster';
import { type Runners, runners } from '../support/github';

let scene: Runners;
beforeEach(async () => {
  scene = await runners();
});
afterEach(() => scene.github.close());

const inGroup = (runnerGroup: string) => ({ runnerPools: [{ name: 'gh-linux', runnerGroup }] });
const LOGS = 'kubectl logs deployment/azure-pipelines-scaler --all-pods --namespace pipelines-agents';

describe('the runner group', () => {
  test('is open to all repositories', async () => {
    scene.github.addGroup({ name: 'Linux', allowsPublicRepositories: false });
    expect(await runnerGroups.run(scene.context({ draft: inGroup('linux') }))).toEqual({
      status: 'pass',
      finding: '"Linux" for all repositories',
    });
  });

  test('does not exist', async () => {
    expect(await runnerGroups.run(scene.context({ draft: inGroup('Linux') }))).toEqual({
      status: 'fail',
      finding: 'runner group "Linux" of "gh-linux" does not exist, or the credential may not see it',
      advice: 'create it under Settings, Actions, Runner groups, or correct runnerPools[].runnerGroup',
    });
  });

  test('takes jobs of public repositories', async () => {
    scene.github.addGroup({ name: 'Linux' });
    expect(await runnerGroups.run(scene.context({ draft: inGroup('Linux') }))).toMatchObject({
      status: 'warn',
      finding: 'runner group "Linux" takes jobs of public repositories: anybody can run code in the cluster by a pull request',
    });
  });

  test.each([
    [[], ['contoso/app'], { status: 'fail', finding: 'runner group "Linux" is open to no repository' }],
    [['contoso/app'], [], { status: 'pass', finding: '"Linux" for 1 repository' }],
    [['contoso/app'], ['Contoso/App'], { status: 'pass' }],
    [['contoso/app'], ['contoso/shop'], { status: 'fail', finding: 'runner group "Linux" is not open to contoso/shop' }],
  ])('is open to %j, and %j ask for it', async (open, repositories, outcome) => {
    scene.github.addGroup({ name: 'Linux', repositories: open, allowsPublicRepositories: false });
    expect(await runnerGroups.run(scene.context({ draft: inGroup('Linux'), repositories }))).toMatchObject(outcome);
  });

  test('is not needed for a repository', async () => {
    expect(await runnerGroups.run(scene.context({ url: scene.github.repository('contoso/app') }))).toMatchObject({ status: 'pass' });
  });
});

describe('the scale set', () => {
  const create = (labels: readonly string[], groupId = 1, name = 'gh-linux') =>
    scene.context().gitHub().client.createScaleSet({ name, groupId, labels });

  test('is there with its labels', async () => {
    await create(['AKS-linux']);
    const draft = { runnerPools: [{ name: 'gh-linux', labels: ['aks-linux'] }] };
    expect(await scaleSets.run(scene.context({ draft }))).toEqual({ status: 'pass', finding: '"gh-linux" (id 1) with AKS-linux' });
  });

  test('does not exist', async () => {
    await create([], 1, 'other');
    expect(await scaleSets.run(scene.context())).toEqual({
      status: 'fail',
      finding: 'scale set "gh-linux" does not exist in runner group "Default": no job gets a runner',
      advice: 'the scaler creates it when it starts: see the checks "scaler", "scaler-decisions" and "runner-groups"',
    });
  });

  test('has other labels', async () => {
    await create(['gh-linux', 'x64']);
    const draft = { runnerPools: [{ name: 'gh-linux', labels: ['aks-linux', 'x64'] }] };
    const { status, finding } = await scaleSets.run(scene.context({ draft }));
    expect({ status, finding }).toEqual({
      status: 'fail',
      finding:
        'scale set "gh-linux" lacks the label aks-linux: jobs that ask for it get no runner; scale set "gh-linux" has the label gh-linux, which runnerPools[].labels does not name',
    });
  });

  test('is in another runner group too', async () => {
    const { id } = scene.github.addGroup({ name: 'Linux' });
    await create([]);
    await create([], id);
    expect(await scaleSets.run(scene.context())).toEqual({
      status: 'warn',
      finding: 'runner group "Linux" has a scale set "gh-linux" too, and jobs for this name may go there',
      advice: 'delete it under Settings, Actions, Runners, or give the runner pool another scaleSet',
    });
    const both = { runnerPools: [{ name: 'gh-linux' }, { name: 'gh-other', scaleSet: 'gh-linux', runnerGroup: 'linux' }] };
    expect(await scaleSets.run(scene.context({ draft: both }))).toMatchObject({ status: 'pass' });
  });
});

describe('the session', () => {
  const elsewhere = JSON.stringify({
    level: 'info',
    time: '2026-11-25T09:58:00Z',
    entry: 'pipelines-gh-linux',
    event: 'the session of a scale set is open elsewhere, waiting for it to end',
  });
  const log = (...lines: readonly string[]) => {
    for (const pod of SCALER_PODS) scene.cluster.logs.set(pod, lines);
  };

  test('is open', async () => {
    log(elsewhere);
    scene.cluster.logs.set(SCALER_PODS[1], [decisionLine('pipelines-gh-linux')]);
    expect(await scaleSetSessions.run(scene.context())).toEqual({
      status: 'pass',
      finding: `pipelines-gh-linux: with ${SCALER_PODS[1]}`,
    });
  });

  test('is open elsewhere', async () => {
    log(decisionLine('pipelines-gh-linux', {}, 20), elsewhere);
    expect(await scaleSetSessions.run(scene.context())).toMatchObject({
      status: 'fail',
      finding: 'pipelines-gh-linux: another session of its scale set is open, and no replica has it: no job gets a runner',
    });
  });

  test('is not open', async () => {
    log('starting');
    expect(await scaleSetSessions.run(scene.context())).toEqual({
      status: 'fail',
      finding: 'pipelines-gh-linux: no replica has the session of its scale set: no job gets a runner',
      advice: `see the reason with ${LOGS}`,
    });
  });
});

describe('the Secret', () => {
  test('exists', async () => {
    expect(await gitHubSecret.run(scene.context())).toEqual({
      status: 'pass',
      finding: 'Secret github-credential exists in namespace pipelines-agents',
    });
  });

  test('does not exist', async () => {
    scene.cluster.remove('Secret', 'github-credential');
    expect(await gitHubSecret.run(scene.context())).toEqual({
      status: 'fail',
      finding: 'Secret github-credential does not exist in namespace pipelines-agents: no runner and no scaler starts',
      advice: 'set TF_VAR_github_key, raise the revision in gitHub.auth, and npm run deploy',
    });
  });

  test('of somebody else does not exist', async () => {
    const auth = { kind: 'pat', token: { kind: 'existing', secret: 'vault' } };
    const draft = { gitHub: { url: 'https://github.com/contoso', auth } };
    expect(await gitHubSecret.run(scene.context({ draft }))).toMatchObject({
      status: 'fail',
      advice:
        'create it with the key token, or correct gitHub.auth; to create it from a terminal: kubectl create secret generic vault --namespace pipelines-agents --from-file=token=/dev/stdin',
    });
  });

  test.each([
    ['data', ['a-key', 'token'], 'fail', 'a-key, token'],
    ['data', ['private-key', 'token'], 'pass', ''],
    ['stringData', ['token'], 'fail', 'token'],
    ['type', [], 'pass', ''],
  ])('with the fields %s and the keys %j: %s', async (field, keys, status, listed) => {
    const owned = Object.fromEntries(['.', ...keys].map((key) => [key === '.' ? key : `f:${key}`, {}]));
    Object.assign(scene.cluster.get('Secret', 'github-credential').metadata, {
      managedFields: [{ manager: 'external-secrets', fieldsV1: { 'f:metadata': { 'f:labels': {} }, [`f:${field}`]: owned } }],
    });
    const finding =
      status === 'pass'
        ? 'Secret github-credential exists in namespace pipelines-agents'
        : `Secret github-credential in namespace pipelines-agents has no key private-key, but ${listed}: no runner and no scaler starts`;
    expect(await gitHubSecret.run(scene.context())).toMatchObject({ status, finding });
  });
});

describe('runners', () => {
  const register = async (name: string) => {
    const { client } = scene.context().gitHub();
    const found = await client.findScaleSet(1, 'gh-linux');
    const set = found ?? (await client.createScaleSet({ name: 'gh-linux', groupId: 1, labels: [] }));
    if (set !== 'exists') await client.createJitConfig(set.id, { name, workFolder: '_work' });
  };

  test('have their pods', async () => {
    await register('pipelines-gh-linux-abcde');
    await register('of-somebody-else');
    agentPod(scene.cluster, 'pipelines-gh-linux', 'abcde', { phase: 'Running' });
    expect(await leftRunners.run(scene.context())).toEqual({ status: 'pass', finding: 'no runner is offline without a pod' });
  });

  test('are left behind', async () => {
    await register('pipelines-gh-linux-abcde');
    await register('pipelines-gh-linux-fghij');
    agentPod(scene.cluster, 'pipelines-gh-linux', 'fghij', { phase: 'Failed' });
    expect(await leftRunners.run(scene.context())).toEqual({
      status: 'warn',
      finding: 'runner pipelines-gh-linux-abcde and 1 more are offline without a pod',
      advice: `the scaler removes them, and looks for them every 5 minutes; if they stay, see why with ${LOGS}`,
    });
  });
});
