import { chmodSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { READINESS_PORT } from '../../../config/pod-contract';
import type { FakeDevOps } from '../../fake-devops/fake-devops';
import { Container, type Mount } from '../../image/container';
import type { BuiltImage } from '../../image/image';
import { PRIVATE_FOLDERS, privateMounts } from '../../image/private-volume';
import { tmpfs } from '../../image/tmpfs';
import { START_SCRIPT } from '../scaling/variants/start-script';

const USER_ID = 10001;
export const AGENT_POOL = 'linux';
const AGENT_NAME = 'linux-1';

/** The place of one run. */
export interface Scene {
  readonly image: BuiltImage;
  readonly scratch: string;
  readonly devops: FakeDevOps;
}

/** The containers of a pod by name. */
export type Containers = Readonly<Record<string, Container>>;

/** Creates the two containers of an agent pod of this project, with the mounts and variables of constructs/pods/job-pod.ts. */
export async function ownPod(scene: Scene): Promise<Containers> {
  const { image, scratch, devops } = scene;
  const handover = { source: tmpfs(scratch, { group: USER_ID, mode: '2777' }), destination: '/azp/handover', readOnly: false };
  const env = { AZP_URL: devops.url, AZP_POOL: AGENT_POOL, AZP_AGENT_NAME: AGENT_NAME };
  const [registrar, agent] = await Promise.all([
    Container.create(image.buildah, image.name, scratch, {
      args: ['register'],
      env: {
        ...env,
        ...PRIVATE_FOLDERS,
        AZP_TOKEN: devops.token,
        AZP_STATE: '/azp/private',
        AZP_IDLE_MINUTES: '10',
        AZP_READINESS_PORT: `${READINESS_PORT}`,
      },
      mounts: [handover, ...privateMounts(scratch)],
      readOnlyRoot: true,
    }),
    Container.create(image.buildah, image.name, scratch, { args: ['run'], env, mounts: [handover, workMount(scratch)] }),
  ]);
  return { registrar, agent };
}

/** Creates the one container of the tutorial, as proof/bench/scaling/variants/tutorial.ts has it: bash in place of the image's program. */
export async function tutorialPod({ image, scratch, devops }: Scene): Promise<Containers> {
  const agent = await Container.create(image.buildah, image.name, scratch, {
    args: [START_SCRIPT],
    entrypoint: ['/bin/bash', '-c'],
    env: { AZP_URL: devops.url, AZP_POOL: AGENT_POOL, AZP_AGENT_NAME: AGENT_NAME, AZP_TOKEN: devops.token },
    mounts: [workMount(scratch)],
  });
  return { agent };
}

function workMount(scratch: string): Mount {
  const source = mkdtempSync(join(scratch, 'work-'));
  chmodSync(source, 0o777);
  return { source, destination: '/azp/_work', readOnly: false };
}
