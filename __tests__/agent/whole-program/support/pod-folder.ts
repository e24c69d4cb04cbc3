import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const stubAgent = join(__dirname, '..', '..', '..', '..', 'dist', 'stub-agent');

/** The file systems of one pod, in a temporary folder. */
export class PodFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'agent-pod-'));
  /** Volumes that containers of the pod share. */
  readonly handover = this.#make('handover');
  readonly work = this.#make('work');
  /** Volume of "register" alone, which outlives its container. */
  readonly state = this.#make('state');
  /** Another one: the kubelet evicts the pod once it holds more than a megabyte. */
  readonly evict = this.#make('evict');
  /** Where the token is mounted, for containers that have one. */
  readonly tokenFile = join(this.#make('token'), 'token');
  #homes = 0;

  /** A freshly unpacked agent package: each start of a container finds the image as it was built. */
  newHome(container: string): string {
    const home = this.#make(`${container}-${++this.#homes}`);
    cpSync(stubAgent, home, { recursive: true });
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
