import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configure } from '../../../agent/azure-pipelines/configure';
import { REMEDIES } from '../../../providers/azure-devops/client/error';
import type { Fault } from '../../../providers/contract/service-error';
import { fakeWorld } from '../support/fakes';
import { someAgentSettings } from '../support/settings';
import { writeRegistration } from '../support/stub-config';

const inputs = (more: Record<string, string> = {}) => {
  const settings = someAgentSettings('https://dev.azure.com/contoso', more);
  return {
    settings,
    poolName: 'linux',
    token: 's3cret-token',
    env: { PATH: '/bin', AZP_POOL: 'linux' },
    limitMs: settings.registerLimitMs,
  };
};

test('config.sh gets its inputs as variables, not as arguments, and no old registration', async () => {
  const given = inputs({ AZP_CAPABILITIES: 'kubectl' });
  const { home, work } = given.settings.folders;
  writeRegistration(home, 1, 1);
  const world = fakeWorld(({ process }) => {
    expect(existsSync(join(home, '.agent'))).toBe(false);
    expect(readFileSync(join(home, '.capabilities'), 'utf8')).toBe('kubectl=\n');
    writeRegistration(home, 25, 44);
    process.exit(0);
  });
  expect(await configure(given, world.runtime)).toEqual({ agentId: 25, poolId: 44 });
  const [start] = world.starts;
  expect(start).toMatchObject({ file: join(home, 'config.sh'), args: ['--unattended'] });
  expect(start?.env).toMatchObject({
    VSTS_AGENT_INPUT_URL: 'https://dev.azure.com/contoso',
    VSTS_AGENT_INPUT_AUTH: 'PAT',
    VSTS_AGENT_INPUT_TOKEN: 's3cret-token',
    VSTS_AGENT_INPUT_POOL: 'linux',
    VSTS_AGENT_INPUT_AGENT: 'linux-x7k2p',
    VSTS_AGENT_INPUT_WORK: work,
    VSTS_AGENT_INPUT_REPLACE: 'true',
    VSTS_AGENT_INPUT_ACCEPTTEEEULA: 'true',
  });
  expect(start?.env).not.toHaveProperty('AZP_POOL');
});

test.each<[string, Fault]>([
  ["Agent pool not found: 'lunix'", 'absent'],
  ['Agentpool nicht gefunden: „lunix“', 'absent'],
  ["エージェント プールが見つかりません: 'lunix'", 'absent'],
  ['Access denied. A needs Manage permissions to perform the action. For more information, contact the administrator.', 'right'],
  ['VS30063: You are not authorized to access https://dev.azure.com.', 'signIn'],
  ["TF400813: The user '' is not authorized to access this resource.", 'signIn'],
  ['TF401444: Please sign-in at least once as a\\\\b in a web browser to enable access to the service.', 'signIn'],
  ['Access Denied: The Personal Access Token used has expired.', 'signIn'],
  ['An error occurred: Internal Server Error', 'transient'],
])('if config.sh fails and writes "%s", the fault is %s', async (line, fault) => {
  const world = fakeWorld(({ process, onLine }) => {
    onLine(line);
    onLine('');
    process.exit(1);
  });
  await expect(configure(inputs(), world.runtime)).rejects.toMatchObject({
    message: [`config.sh ended with 1: ${line}`, REMEDIES[fault]].filter(Boolean).join(': '),
    fault,
  });
});

test('if config.sh fails without output, the error has its exit code', async () => {
  const world = fakeWorld(({ process }) => process.exit(1));
  await expect(configure(inputs(), world.runtime)).rejects.toThrow('config.sh ended with 1 and wrote nothing');
});

test('config.sh and its children are killed at the time limit', async () => {
  const world = fakeWorld();
  await expect(configure(inputs({ AZP_CONFIG_SECONDS: '7' }), world.runtime)).rejects.toThrow(
    'config.sh did not end within 7 s: check that https://dev.azure.com/contoso is reachable; AZP_CONFIG_SECONDS sets the limit',
  );
  expect(world.starts[0]?.process.signals).toEqual(['SIGKILL group']);
  expect(world.clock.now()).toBe(7000);
});

test('when asked to stop, it waits only a few seconds for config.sh', async () => {
  const world = fakeWorld();
  world.clock.at(1000, world.stop);
  await expect(configure(inputs(), world.runtime)).rejects.toThrow('config.sh was killed because the container is asked to stop');
  expect(world.clock.now()).toBe(6000);
});
