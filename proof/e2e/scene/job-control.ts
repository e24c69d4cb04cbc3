import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ControlledJob {
  /** What the job does, for bash. */
  readonly script: string;
  /** Whether the job waits for its release at the end. */
  readonly held: boolean;
}

/**
 * A server that jobs call from inside of their containers: they report their start, and held jobs wait there for their
 * release. It counts starts independently of the fake Azure DevOps, so a job that ran twice is noticed.
 */
export class JobControl {
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
    // A job may be held for longer than the default timeouts.
    this.#server.requestTimeout = 0;
    this.#server.timeout = 0;
  }

  /** @param host address of this machine that pods can reach */
  static async start(host: string): Promise<JobControl> {
    const control = new JobControl();
    await new Promise<void>((resolve, reject) => control.#server.once('error', reject).listen(0, host, resolve));
    control.#origin = `http://${host}:${(control.#server.address() as AddressInfo).port}`;
    return control;
  }

  /** Adds a job. @returns its number in this server, and the script that it must run: the given one between its reports */
  add({ script, held }: ControlledJob): { readonly number: number; readonly script: string } {
    const number = this.#next++;
    const lines = ['set -e', `curl -fsS ${this.#origin}/started/${number}`, script];
    if (held) lines.push(`curl -fsS --max-time 3600 ${this.#origin}/held/${number}`);
    return { number, script: lines.join('\n') };
  }

  /** How often the script of a job has started. */
  startsOf(number: number): number {
    return this.#starts.get(number) ?? 0;
  }

  /** Lets a held job end, now or when it gets there. */
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
