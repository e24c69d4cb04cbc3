import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { FakeDevOps } from '../fake-devops/fake-devops';
import { inTime } from '../lib/in-time';
import type { CommandResult } from '../lib/run-command';
import { step } from '../lib/step';
import { Container } from './container';
import type { Findings } from './find-secrets';
import type { BuiltImage } from './image';
import { PRIVATE_FOLDERS, privateMounts } from './private-volume';
import { tmpfs } from './tmpfs';

const USER_ID = 10001;
const WAIT = { withinMs: 60_000 };
const TOKEN_FOLDER = '/var/run/secrets/azp';
const NODE = '/opt/azp/node';

interface Searches {
  /** What a job found, in the container `agent`. */
  readonly job: Findings;
  /** What the same program found in the container `registrar`, which has the token. */
  readonly control: Findings;
  readonly exitCodes: { readonly agent: number; readonly registrar: number };
  readonly agentsLeft: number;
}

/**
 * Tests that a job cannot find the token. It runs the containers `registrar` and `agent`, which share only the handover folder,
 * against the fake Azure DevOps. A job searches everything that it can see for the token.
 */
export async function checkToken(image: BuiltImage, scratch: string): Promise<void> {
  const canary = randomBytes(24).toString('hex');
  const { job, control, exitCodes, agentsLeft } = await step('a job searches for the token', () => runSearches(image, scratch, canary));
  console.log(`    job: ${summary(job)}\n    control: ${summary(control)}`);

  test('control: the same search finds the token in the registrar', () => {
    assert.ok(control.found['token']?.includes('/run/secrets/azp/token (plain)'), `found: ${control.found['token']}`);
  });

  test("control: in the job's container the search finds a canary, in files of every encoding and in the environment of every process", () => {
    const places = job.found['canary'] ?? [];
    for (const form of Object.keys(canaryFiles(''))) assert.ok(places.includes(`/azp/_work/${form} (${form})`), `not found: ${form}`);
    for (const process of ['tini', 'agent.cjs run', 'Agent.Listener', 'Agent.Worker']) {
      assert.ok(
        places.some((place) => place.startsWith('environ') && place.includes(process)),
        `not in the environment of ${process}: ${places}`,
      );
    }
  });

  test('the job does not find the token', () => {
    assert.deepEqual(job.found['token'], []);
    assert.ok(job.files > 5000, `only ${job.files} files were read`);
  });

  test('the job sees no process of the registrar', () => {
    assert.deepEqual(
      job.processes.filter((each) => /\bregister\b/.test(each)),
      [],
    );
  });

  test('the registrar itself has the token in no environment variable and no argument', () => {
    assert.deepEqual(
      control.found['token']?.filter((place) => /^(environ|cmdline)/.test(place)),
      [],
    );
  });

  test('both containers exit with 0 and the agent is deregistered', () => {
    assert.deepEqual({ exitCodes, agentsLeft }, { exitCodes: { agent: 0, registrar: 0 }, agentsLeft: 0 });
  });
}

async function runSearches(image: BuiltImage, scratch: string, canary: string): Promise<Searches> {
  const devops = await FakeDevOps.start({ pools: ['linux'] });
  devops.stub.set({ configSeconds: 0, listenSeconds: 0, workerSeconds: 0, finishSeconds: 0 });
  const { registrar, agent } = await createPod({ image, scratch, devops, canary });
  const program = readFileSync(join(__dirname, 'find-secrets.js'), 'utf8');
  const secrets = [`token=${inHalves(devops.token)}`, `canary=${inHalves(canary)}`];
  const script = `cat > /tmp/find-secrets.js << 'END OF PROGRAM'\n${program}\nEND OF PROGRAM\n${NODE} /tmp/find-secrets.js ${secrets.join(' ')}`;
  const ended = { registrar: registrar.run(), agent: agent.run() };
  try {
    await devops.eventually('the agent to be registered', () => devops.agentsOf('linux').length === 1, WAIT);
    const job = devops.queueJob({ pool: 'linux', script });
    await devops.eventually('the job to be done', () => job.status === 'completed', WAIT);
    const agentEnded = await inTime('the agent has ended', ended.agent);
    const control = await inTime('the search in the registrar has ended', registrar.exec(NODE, '-e', program, 'search', ...secrets));
    await registrar.kill('SIGTERM');
    const registrarEnded = await inTime('the registrar has ended', ended.registrar);
    return {
      job: parseFindings(job.log),
      control: parseFindings(control.stdout),
      exitCodes: { agent: agentEnded.code, registrar: registrarEnded.code },
      agentsLeft: devops.agentsOf('linux').length,
    };
  } catch (error) {
    await Promise.all([registrar.kill('SIGKILL'), agent.kill('SIGKILL')]);
    const [registrarResult, agentResult] = await Promise.all([ended.registrar, ended.agent]);
    throw new Error(
      `${error instanceof Error ? error.message : error}\nregistrar: ${describe(registrarResult)}\nagent: ${describe(agentResult)}`,
    );
  } finally {
    await devops.close();
  }
}

interface PodOptions {
  readonly image: BuiltImage;
  readonly scratch: string;
  readonly devops: FakeDevOps;
  readonly canary: string;
}

/** Creates the two containers of an agent pod, with the mounts and variables of constructs/pods/job-pod.ts. */
async function createPod({ image, scratch, devops, canary }: PodOptions) {
  const handover = { source: tmpfs(scratch, { group: USER_ID, mode: '2777' }), destination: '/azp/handover', readOnly: false };
  const secret = { source: tmpfs(scratch, { group: USER_ID, mode: '0750' }), destination: TOKEN_FOLDER, readOnly: true };
  writeFileSync(join(secret.source, 'token'), devops.token, { mode: 0o440 });
  chownSync(join(secret.source, 'token'), 0, USER_ID);
  const work = { source: join(scratch, 'work'), destination: '/azp/_work', readOnly: false };
  mkdirSync(work.source);
  chmodSync(work.source, 0o777);
  for (const [form, content] of Object.entries(canaryFiles(canary))) writeFileSync(join(work.source, form), content, { mode: 0o644 });

  const connection = { AZP_URL: devops.url, AZP_POOL: 'linux', AZP_AGENT_NAME: 'linux-1' };
  const [registrar, agent] = await Promise.all([
    Container.create(image.buildah, image.name, scratch, {
      args: ['register'],
      env: { ...connection, ...PRIVATE_FOLDERS, AZP_TOKEN_FILE: `${TOKEN_FOLDER}/token`, AZP_IDLE_MINUTES: '10' },
      mounts: [handover, secret, ...privateMounts(scratch)],
      readOnlyRoot: true,
    }),
    Container.create(image.buildah, image.name, scratch, {
      args: ['run'],
      env: { ...connection, CANARY: canary },
      mounts: [handover, work],
    }),
  ]);
  return { registrar, agent };
}

/** Encodings in which a program could leave a secret behind. */
const canaryFiles = (canary: string) => ({
  plain: `before ${canary} after`,
  base64: Buffer.from(`user:${canary}`).toString('base64'),
  hexadecimal: Buffer.from(`x${canary}`).toString('hex'),
  'UTF-16': Buffer.from(`"${canary}"`, 'utf16le'),
});

const describe = ({ code, stdout, stderr }: CommandResult) => `exit code ${code}, output:\n${stdout}${stderr}`;

const inHalves = (secret: string) => `${secret.slice(0, secret.length / 2)}:${secret.slice(secret.length / 2)}`;

function parseFindings(log: string): Findings {
  const line = log.split('\n').find((each) => each.startsWith('{"found"'));
  if (line === undefined) throw new Error(`the search printed no findings:\n${log}`);
  return JSON.parse(line) as Findings;
}

const summary = ({ files, megabytes, processes, memories, found }: Findings) =>
  `${files} files, ${processes.length} processes, ${memories} memories, ${megabytes} MB; token found in ${found['token']?.length} places`;
