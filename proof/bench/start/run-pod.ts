import { setTimeout as delay } from 'node:timers/promises';
import { FakeDevOps } from '../../fake-devops/fake-devops';
import type { Container } from '../../image/container';
import type { BuiltImage } from '../../image/image';
import { inTime } from '../../lib/in-time';
import { AGENT_POOL, type Containers, type Scene } from './pods';
import { type ControlGroup, type ResidentMemory, readControlGroup, readCpuSeconds, readResidentMemory } from './usage';

const WAIT = { withinMs: 60_000 };

export type CreatePod = (scene: Scene) => Promise<Containers>;

/** Runs a pod until the first step of a job. @returns the processor time of all its processes by then, by container */
export function runToFirstStep(image: BuiltImage, scratch: string, create: CreatePod): Promise<Readonly<Record<string, number>>> {
  return withPod(image, scratch, create, async (devops, groups) => {
    // Azure DevOps refuses a job for an agent pool without an agent that meets its demands.
    devops.addAgent(AGENT_POOL, { name: 'placeholder', enabled: false, version: '99.999.9' });
    const job = devops.queueJob({ pool: AGENT_POOL, script: 'sleep 60' });
    await devops.eventually('the first step of the job', () => job.status === 'inProgress', WAIT);
    return Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, readCpuSeconds(group)]));
  });
}

/** Runs a pod without a job. @returns the memory of its container `registrar`, some seconds after its agent began to wait for a job */
export function runIdle(image: BuiltImage, scratch: string, create: CreatePod, seconds: number): Promise<ResidentMemory> {
  return withPod(image, scratch, create, async (devops, { registrar }) => {
    if (registrar === undefined) throw new Error('the pod has no container "registrar"');
    await devops.eventually(
      'the agent to wait for a job',
      () => devops.agentsOf(AGENT_POOL).some(({ status }) => status === 'online'),
      WAIT,
    );
    await delay(seconds * 1000);
    return readResidentMemory(registrar);
  });
}

type Measurement<T> = (devops: FakeDevOps, groups: Readonly<Record<string, ControlGroup>>) => Promise<T>;

async function withPod<T>(image: BuiltImage, scratch: string, create: CreatePod, measure: Measurement<T>): Promise<T> {
  const devops = await FakeDevOps.start({ pools: [AGENT_POOL] });
  const containers = await create({ image, scratch, devops });
  const ended = Object.values(containers).map((container) => container.run());
  try {
    const groups = Object.entries(containers).map(
      async ([name, container]) => [name, await inTime(`${name} runs`, groupOf(container))] as const,
    );
    return await measure(devops, Object.fromEntries(await Promise.all(groups)));
  } finally {
    await Promise.all(Object.values(containers).map((container) => container.kill('SIGKILL')));
    await Promise.all(ended);
    await devops.close();
  }
}

async function groupOf(container: Container): Promise<ControlGroup> {
  for (;;) {
    const pid = await container.pid();
    if (pid !== undefined) return readControlGroup(pid);
    await delay(20);
  }
}
