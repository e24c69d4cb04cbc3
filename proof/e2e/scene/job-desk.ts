import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Where jobs report from inside of their containers that they run, and where those that are to run long wait for their
 * release. It counts apart from the fake: a job that ran twice is seen whatever Azure DevOps made of it.
 */
export class JobDesk {
  readonly #server: Server;
  readonly #starts = new Map<number, number>();
  readonly #held = new Map<number, ServerResponse>();
  readonly #released = new Set<number>();
  #next = 1;
  #origin = '';

  private constructor() {
    this.#server = createServer((request, response) => {
      const [, verb, number] = /^\/(started|held)\/(\d+)$/.exec(request.url ?? '') ?? [];
      const job = Number(number);
      if (verb === 'started') this.#starts.set(job, this.startsOf(job) + 1);
      if (verb !== 'held' || this.#released.has(job)) response.end();
      else this.#held.set(job, response);
    });
    // Jobs are held as long as a test wants.
    this.#server.requestTimeout = 0;
    this.#server.timeout = 0;
  }

  /** @param host address of this machine that pods reach */
  static async open(host: string): Promise<JobDesk> {
    const desk = new JobDesk();
    await new Promise<void>((resolve, reject) => desk.#server.once('error', reject).listen(0, host, resolve));
    desk.#origin = `http://${host}:${(desk.#server.address() as AddressInfo).port}`;
    return desk;
  }

  /** A job's number here, and the script that reports its start, does what it is given, and stays until it is released if it is held. */
  enrol(body: string, held: boolean): { readonly number: number; readonly script: string } {
    const number = this.#next++;
    const lines = ['set -e', `curl -fsS ${this.#origin}/started/${number}`, body];
    if (held) lines.push(`curl -fsS --max-time 3600 ${this.#origin}/held/${number}`);
    return { number, script: lines.join('\n') };
  }

  startsOf(number: number): number {
    return this.#starts.get(number) ?? 0;
  }

  release(number: number): void {
    this.#released.add(number);
    this.#held.get(number)?.end();
    this.#held.delete(number);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
