import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isOnPath, searchPath } from '../../lib/search-path';

/** A time in seconds since 1970, and a value as Prometheus writes it. */
type Sample = readonly [number, string];

/** One series of a query over a range of time. */
export interface RangeSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly Sample[];
}

/** One series of a query at one time. */
export interface InstantSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: Sample;
}

/** A range of time, in seconds. */
export interface Range {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

export interface PrometheusOptions {
  /** The config file. JSON is valid YAML. */
  readonly config: object;
  /** Folder with blocks of data. @default an empty one */
  readonly data?: string;
  /** How long a value counts after its sample. @default that of Prometheus, 5 minutes */
  readonly lookbackSeconds?: number;
}

const START_TRIES = 150;
const START_PAUSE_MS = 200;

/** Returns whether Prometheus and promtool (Debian package `prometheus`) are installed. */
export const hasPrometheus = (): boolean => ['prometheus', 'promtool'].every((program) => isOnPath(program, searchPath(process.env)));

/** A real Prometheus that listens only on the loopback interface. */
export class Prometheus {
  readonly #process: ChildProcess;
  readonly #origin: string;
  readonly #folder: string;

  private constructor(child: ChildProcess, origin: string, folder: string) {
    this.#process = child;
    this.#origin = origin;
    this.#folder = folder;
  }

  /** Starts it, and waits until it answers. @throws Error if it does not */
  static async start({ config, data, lookbackSeconds = 300 }: PrometheusOptions): Promise<Prometheus> {
    const folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
    writeFileSync(join(folder, 'config.yml'), JSON.stringify(config));
    const address = `127.0.0.1:${await freePort()}`;
    const args = [
      `--config.file=${join(folder, 'config.yml')}`,
      `--storage.tsdb.path=${data ?? join(folder, 'data')}`,
      // A recording keeps the times at which it was made, and by default old data are deleted.
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=${address}`,
      `--query.lookback-delta=${lookbackSeconds}s`,
      '--log.level=error',
    ];
    const child = spawn('prometheus', args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const prometheus = new Prometheus(child, `http://${address}`, folder);
    try {
      await prometheus.#untilReady();
      return prometheus;
    } catch (error) {
      await prometheus.stop();
      throw error;
    }
  }

  /** Evaluates a query at one time. @throws Error if Prometheus refuses it */
  query(query: string, time: number): Promise<readonly InstantSeries[]> {
    return this.#ask('query', { query, time: `${time}` });
  }

  /** Evaluates a query over a range of time. @throws Error if Prometheus refuses it */
  queryRange(query: string, { start, end, step }: Range): Promise<readonly RangeSeries[]> {
    return this.#ask('query_range', { query, start: `${start}`, end: `${end}`, step: `${step}` });
  }

  /** Ends the process and removes its files. */
  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.pid !== undefined) {
      this.#process.kill();
      await once(this.#process, 'exit');
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #ask<Series>(path: string, parameters: Record<string, string>): Promise<readonly Series[]> {
    const answer = await fetch(`${this.#origin}/api/v1/${path}?${new URLSearchParams(parameters)}`);
    const body = (await answer.json()) as { readonly error?: string; readonly data?: { readonly result: readonly Series[] } };
    if (body.data === undefined) throw new Error(`Prometheus refuses ${parameters['query']}: ${body.error}`);
    return body.data.result;
  }

  async #untilReady(): Promise<void> {
    for (let tries = 0; tries < START_TRIES; tries++) {
      if (this.#process.exitCode !== null) throw new Error(`Prometheus ended with exit code ${this.#process.exitCode}`);
      const answer = await fetch(`${this.#origin}/-/ready`).catch(() => undefined);
      if (answer?.ok) return;
      await delay(START_PAUSE_MS);
    }
    throw new Error('Prometheus did not become ready');
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
