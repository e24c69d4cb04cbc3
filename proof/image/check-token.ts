import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { FakeDevOps } from '../fake-devops/fake-devops';
import { inTime } from '../lib/in-time';
import type { Ended } from '../lib/run-command';
import { step } from '../lib/step';
import { Container } from './container';
import type { BuiltImage } from './image';
import { PRIVATE_FOLDERS, privateMounts } from './private-volume';
import { tmpfs } from './tmpfs';
import type { Findings } from './walker';

const USER = 10001;
const LIMIT = { withinMs: 60_000 };
const TOKEN_FOLDER = '/var/run/secrets/azp';
const NODE = '/opt/azp/node';

interface Walks {
  /** By a job, in the container `agent`. */
  readonly job: Findings;
  /** By the same program in the container `registrar`, which has the token. */
  readonly control: Findings;
  readonly codes: { readonly agent: number; readonly registrar: number };
  readonly agentsLeft: number;
}

/**
 * An agent pod of the image against the fake Azure DevOps: `registrar` and `agent` share nothing but the handover folder.
 * A job searches for the token all that it can see.
 */
export async function checkToken(image: BuiltImage, scratch: string): Promise<void> {
  const canary = randomBytes(24).toString('hex');
  const { job, control, codes, agentsLeft } = await step('a job searches for the token', () => walks(image, scratch, canary));
  console.log(`    job: ${summary(job)}\n    control: ${summary(control)}`);

  test('control: the same search finds the token where it is', () => {
    assert.ok(control.found['token']?.includes('/run/secrets/azp/token (plain)'), `found: ${control.found['token']}`);
  });

  test("control: in the job's container it finds what is there, in files of every form and in the environment of every process", () => {
    const places = job.found['canary'] ?? [];
    for (const form of Object.keys(canaryFiles(''))) assert.ok(places.includes(`/azp/_work/${form} (${form})`), `not found: ${form}`);
    for (const process of ['tini', 'agent.cjs run', 'Agent.Listener', 'Agent.Worker']) {
      assert.ok(
        places.some((place) => place.startsWith('environ') && place.includes(process)),
        `not in the environment of ${process}: ${places}`,
      );
    }
  });

  test('the job finds the token nowhere', () => {
    assert.deepEqual(job.found['token'], []);
    assert.ok(job.files > 5000, `only ${job.files} files were read`);
  });

  test('the job sees no process of the registrar', () => {
    assert.deepEqual(
      job.processes.filter((each) => /\bregister\b/.test(each)),
      [],
    );
  });

  test('even the registrar has the token in no environment and no argument', () => {
    assert.deepEqual(
      control.found['token']?.filter((place) => /^(environ|cmdline)/.test(place)),
      [],
    );
  });

  test('both containers end well and the agent is signed off', () => {
    assert.deepEqual({ codes, agentsLeft }, { codes: { agent: 0, registrar: 0 }, agentsLeft: 0 });
  });
}

async function walks(image: BuiltImage, scratch: string, canary: string): Promise<Walks> {
  const devops = await FakeDevOps.start({ pools: ['linux'] });
  devops.stub.set({ configSeconds: 0, listenSeconds: 0, workerSeconds: 0, finishSeconds: 0 });
  const { registrar, agent } = await pod(image, scratch, devops, canary);
  const program = readFileSync(join(__dirname, 'walker.js'), 'utf8');
  const secrets = [`token=${inHalves(devops.token)}`, `canary=${inHalves(canary)}`];
  const script = `cat > /tmp/walker.js << 'END OF WALKER'\n${program}\nEND OF WALKER\n${NODE} /tmp/walker.js ${secrets.join(' ')}`;
  const ended = { registrar: registrar.run(), agent: agent.run() };
  try {
    await devops.eventually('the agent to be registered', () => devops.agentsOf('linux').length === 1, LIMIT);
    const job = devops.queueJob({ pool: 'linux', script });
    await devops.eventually('the job to be done', () => job.status === 'completed', LIMIT);
    const agentEnded = await inTime('the agent to end', ended.agent);
    const control = await inTime('the control', registrar.exec(NODE, '-e', program, 'walker', ...secrets));
    await registrar.kill('SIGTERM');
    const registrarEnded = await inTime('the registrar to end', ended.registrar);
    return {
      job: findings(job.log),
      control: findings(control.stdout),
      codes: { agent: agentEnded.code, registrar: registrarEnded.code },
      agentsLeft: devops.agentsOf('linux').length,
    };
  } catch (error) {
    await Promise.all([registrar.kill('SIGKILL'), agent.kill('SIGKILL')]);
    const [registrarSaid, agentSaid] = await Promise.all([ended.registrar, ended.agent]);
    throw new Error(`${error instanceof Error ? error.message : error}\nregistrar: ${said(registrarSaid)}\nagent: ${said(agentSaid)}`);
  } finally {
    await devops.close();
  }
}

/** Two containers as constructs/agents/agent-pod.ts describes them. */
async function pod(image: BuiltImage, scratch: string, devops: FakeDevOps, canary: string) {
  const handover = { source: tmpfs(scratch, { group: USER, mode: '2777' }), destination: '/azp/handover', readOnly: false };
  const secret = { source: tmpfs(scratch, { group: USER, mode: '0750' }), destination: TOKEN_FOLDER, readOnly: true };
  writeFileSync(join(secret.source, 'token'), devops.token, { mode: 0o440 });
  chownSync(join(secret.source, 'token'), 0, USER);
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

/** Forms in which a program could leave a secret behind. */
const canaryFiles = (canary: string) => ({
  plain: `before ${canary} after`,
  base64: Buffer.from(`user:${canary}`).toString('base64'),
  hexadecimal: Buffer.from(`x${canary}`).toString('hex'),
  'UTF-16': Buffer.from(`"${canary}"`, 'utf16le'),
});

const said = ({ code, stdout, stderr }: Ended) => `ended with ${code}, said:\n${stdout}${stderr}`;

const inHalves = (secret: string) => `${secret.slice(0, secret.length / 2)}:${secret.slice(secret.length / 2)}`;

function findings(log: string): Findings {
  const line = log.split('\n').find((each) => each.startsWith('{"found"'));
  if (line === undefined) throw new Error(`the search printed no findings:\n${log}`);
  return JSON.parse(line) as Findings;
}

const summary = ({ files, megabytes, processes, memories, found }: Findings) =>
  `${files} files, ${processes.length} processes, ${memories} memories, ${megabytes} MB; token found in ${found['token']?.length} places`;
