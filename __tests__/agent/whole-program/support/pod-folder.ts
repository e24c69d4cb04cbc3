import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The file systems of one pod, in a temporary folder. */
export class PodFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'agent-pod-'));
  /** Volumes that both containers of the pod mount. */
  readonly handover = this.#make('handover');
  readonly work = this.#make('work');
  /** A volume that only "register" mounts, and that outlives its container. */
  readonly state = this.#make('state');
  /** Another such volume: the kubelet evicts the pod if it holds more than a mebibyte. */
  readonly evict = this.#make('evict');
  /** Where the token is mounted, for containers that have one. */
  readonly tokenFile = join(this.#make('token'), 'token');
  #homes = 0;

  /** A newly unpacked package of the agent or runner: each start of a container gets the image as it was built. */
  newHome(container: string, unpacked: string): string {
    const home = this.#make(`${container}-${++this.#homes}`);
    cpSync(unpacked, home, { recursive: true });
    return home;
  }

  writeToken(token: string): void {
    writeFileSync(this.tokenFile, token);
  }

  #make(name: string): string {
    const folder = join(this.path, name);
    mkdirSync(folder);
    return folder;
  }
}
