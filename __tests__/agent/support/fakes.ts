import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../../agent/process/log';
import type { Runtime } from '../../../agent/process/runtime';
import type { Environment, ProcessOptions, RunningProcess } from '../../../agent/process/start-process';
import type { Clock } from '../../../lib/clock';

interface Event {
  readonly at: number;
  readonly run: () => unknown;
}

/** A day. A program that still sleeps then waits for something that failed: the clock stops, so that the test times out. */
const LAST_MS = 24 * 3_600_000;

/**
 * A clock that jumps to the next event while somebody sleeps, and stands still otherwise.
 * Real work (files, requests on loopback) takes none of its time.
 */
export class FakeClock implements Clock {
  #now = 0;
  #events: Event[] = [];
  #sleepers = 0;
  #advancing = false;

  now(): number {
    return this.#now;
  }

  /** Runs `event` at this time; the clock stands still meanwhile. The promise settles like the event. */
  at(ms: number, event: () => unknown): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#add({
        at: ms,
        run: () =>
          Promise.resolve()
            .then(event)
            .then(() => resolve(), reject),
      });
    });
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = () => {
        this.#sleepers--;
        this.#events = this.#events.filter((each) => each !== event);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const event = { at: this.#now + ms, run: wake };
      signal?.addEventListener('abort', wake);
      this.#sleepers++;
      this.#add(event);
      void this.#advance();
    });
  }

  #add(event: Event): void {
    this.#events.push(event);
    this.#events.sort((a, b) => a.at - b.at);
  }

  async #advance(): Promise<void> {
    if (this.#advancing) return;
    this.#advancing = true;
    for (;;) {
      // First everything that the last event has started.
      await new Promise((resolve) => setImmediate(resolve));
      const next = this.#events[0];
      if (this.#sleepers === 0 || next === undefined || next.at > LAST_MS) break;
      this.#events.shift();
      this.#now = Math.max(this.#now, next.at);
      await next.run();
    }
    this.#advancing = false;
  }
}

/** A started program that exits when the test says so. */
export class FakeProcess implements RunningProcess {
  readonly pid = 20;
  readonly signals: string[] = [];
  readonly exited: Promise<number>;
  exit: (code: number) => void = () => {};
  /** What the program does with a signal. @default it exits with 0, or 137 for SIGKILL */
  onSignal: (name: NodeJS.Signals) => void = (name) => this.exit(name === 'SIGKILL' ? 137 : 0);

  constructor() {
    this.exited = new Promise((resolve) => {
      this.exit = resolve;
    });
  }

  signal(name: NodeJS.Signals, whom: 'process' | 'group'): void {
    this.signals.push(`${name} ${whom}`);
    this.onSignal(name);
  }
}

export interface Start {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Environment;
  /** Plays a line of its output. */
  readonly onLine: (line: string) => void;
  readonly process: FakeProcess;
}

export interface FakeWorld {
  readonly runtime: Runtime;
  readonly clock: FakeClock;
  readonly starts: Start[];
  readonly lines: string[];
  /** Programs that /proc shows as running. */
  readonly running: Set<string>;
  /** Stops the program, like SIGTERM. */
  stop(): void;
}

/** `onStart` plays the started program. */
export function fakeWorld(onStart: (start: Start) => void = () => {}): FakeWorld {
  const clock = new FakeClock();
  const starts: Start[] = [];
  const lines: string[] = [];
  const running = new Set<string>();
  const stopping = new AbortController();
  const startProcess = (file: string, args: readonly string[], { env, onLine = () => {} }: ProcessOptions) => {
    const start = { file, args, env, onLine, process: new FakeProcess() };
    starts.push(start);
    onStart(start);
    return start.process;
  };
  const log = createLog(
    (line) => void lines.push(line),
    () => new Date(0),
  );
  const processes = {
    childOf: (_parent: number, program: string) => (running.has(program) ? { pid: 30, startTime: '1' } : undefined),
    runs: () => running.has('Agent.Worker') || running.has('Runner.Worker'),
  };
  return {
    runtime: { clock, log, startProcess, processes, stop: stopping.signal },
    clock,
    starts,
    lines,
    running,
    stop: () => stopping.abort(),
  };
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder for one test. It is removed at the end of the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'agent-'));
  folders.push(folder);
  return folder;
}
