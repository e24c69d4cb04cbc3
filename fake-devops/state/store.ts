import { EventEmitter } from 'node:events';
import type { Clock } from '../clock';
import { poolNotFound, ServiceError } from '../service-error';
import type { Settings } from '../settings';
import { AgentPool, type AgentPoolSpec } from './agent-pool';
import type { Build } from './build';
import type { JobRequest } from './job-request';

/** Ids that an organisation gives out, each counted up from what a real one might have reached. */
export class Ids {
  #pool = 44;
  #agent = 25;
  #request = 901;
  #build = 6735;

  pool = (): number => this.#pool++;
  agent = (): number => this.#agent++;
  request = (): number => this.#request++;
  build = (): number => this.#build++;
}

/** All state of the organisation. `events` emits `change` after every change. */
export class Store {
  readonly events = new EventEmitter<{ change: [] }>();
  readonly ids = new Ids();
  readonly clock: Clock;
  readonly settings: Settings;
  readonly #pools = new Map<number, AgentPool>();
  readonly #builds = new Map<number, Build>();

  constructor(clock: Clock, settings: Settings) {
    this.clock = clock;
    this.settings = settings;
  }

  get pools(): readonly AgentPool[] {
    return [...this.#pools.values()];
  }

  /** Oldest first. */
  get builds(): readonly Build[] {
    return [...this.#builds.values()];
  }

  addPool(spec: string | AgentPoolSpec): AgentPool {
    const given = typeof spec === 'string' ? { name: spec } : spec;
    const complete = { autoUpdate: true, authorised: true, ...given, id: given.id ?? this.ids.pool() };
    const pool = new AgentPool(complete, this.clock.now(), this.changed);
    this.#pools.set(pool.id, pool);
    this.changed();
    return pool;
  }

  /** By id, or by name without case. @throws ServiceError 404 */
  pool(which: number | string): AgentPool {
    const pool = this.pools.find(({ id, name }) => (typeof which === 'number' ? id === which : name.toLowerCase() === which.toLowerCase()));
    if (pool === undefined) throw poolNotFound(which);
    return pool;
  }

  /** @throws ServiceError 404 */
  build(id: number): Build {
    const build = this.#builds.get(id);
    if (build === undefined) throw new ServiceError(404, 'BuildNotFoundException', `The requested build ${id} could not be found.`);
    return build;
  }

  putBuild(build: Build): void {
    this.#builds.set(build.id, build);
    this.changed();
  }

  requestOf(build: Build): JobRequest | undefined {
    return build.requestId === undefined ? undefined : this.pool(build.poolId).request(build.requestId);
  }

  readonly changed = (): void => {
    this.events.emit('change');
  };
}
