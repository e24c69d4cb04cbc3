import * as z from 'zod/mini';
import { reason } from '../../lib/reason';
import { askKubernetes, type KubernetesApi, KubernetesRefusal, openKubernetes } from '../kubernetes/kubernetes-api';
import type { Log } from '../process/log';
import type { AgentTracker } from './agent-tracker';
import { JOBS, type JobObject, PODS, type PodObject, type Resource } from './kubernetes-objects';
import { linesOf } from './lines';

const ITEMS_A_PAGE = 500;
/** How much of an unknown event goes into the log. */
const MAX_QUOTED = 300;

/**
 * Keeps the tracker up to date with the Jobs and pods of the namespace: by complete lists, and between two of them by a watch
 * that begins where the list ended. A watch that hangs or breaks does no harm for longer than until the next list.
 */
export class KubernetesView {
  readonly #api: KubernetesApi;
  readonly #tracker: AgentTracker;
  readonly #log: Log;
  #watching = new AbortController();
  #closed = false;
  /** Why the watch of a resource has ended, as far as it was logged. */
  readonly #logged = new Map<string, string>();

  constructor(api: KubernetesApi, tracker: AgentTracker, log: Log) {
    this.#api = api;
    this.#tracker = tracker;
    this.#log = log;
  }

  /** Lists everything anew and watches from there. @throws if a list is incomplete or not as documented */
  async refresh(): Promise<void> {
    const signal = AbortSignal.timeout(this.#api.timeoutMs);
    const [jobs, pods] = await Promise.all([this.#list(JOBS, signal), this.#list(PODS, signal)]);
    this.#watching.abort();
    if (this.#closed) return;
    this.#watching = new AbortController();
    this.#tracker.replace(jobs.items, pods.items);
    const { signal: until } = this.#watching;
    void this.#watch<JobObject>(JOBS, jobs.version, until, (type, job) =>
      type === 'DELETED' ? this.#tracker.deleteJob(job) : this.#tracker.setJob(job),
    );
    void this.#watch<PodObject>(PODS, pods.version, until, (type, pod) =>
      type === 'DELETED' ? this.#tracker.deletePod(pod) : this.#tracker.setPod(pod),
    );
  }

  /** Ends the watch for good. */
  close(): void {
    this.#closed = true;
    this.#watching.abort();
  }

  /** Deletes a Job and its pod. Does nothing if the Job is gone or has been replaced. */
  async deleteJob({ metadata }: JobObject): Promise<void> {
    const deletion = askKubernetes(this.#api, {
      method: 'DELETE',
      api: JOBS.api,
      path: `${JOBS.plural}/${encodeURIComponent(metadata.name)}`,
      options: { propagationPolicy: 'Background', preconditions: { uid: metadata.uid } },
      right: 'delete jobs',
      signal: AbortSignal.timeout(this.#api.timeoutMs),
    });
    await deletion.catch((error: unknown) => {
      // Another replica may have deleted it. A conflict means another uid.
      if (!(error instanceof KubernetesRefusal && [404, 409].includes(error.status))) throw error;
    });
  }

  async #list<T>(resource: Resource<T>, signal: AbortSignal): Promise<{ items: T[]; version: string }> {
    const items: T[] = [];
    for (let from = ''; ; ) {
      const query = new URLSearchParams({ labelSelector: resource.labelSelector, limit: `${ITEMS_A_PAGE}`, continue: from });
      const { body } = await this.#ask(resource, query, signal);
      const page = resource.list.parse(JSON.parse(body));
      items.push(...page.items);
      from = page.metadata.continue ?? '';
      if (from === '') return { items, version: page.metadata.resourceVersion };
    }
  }

  #ask({ api, plural }: Resource<unknown>, query: URLSearchParams, signal: AbortSignal) {
    return askKubernetes(this.#api, { method: 'GET', api, path: `${plural}?${query}`, right: `list ${plural}`, signal });
  }

  async #watch<T>(resource: Resource<T>, version: string, until: AbortSignal, apply: (type: string, object: T) => void): Promise<void> {
    const { api, plural, labelSelector } = resource;
    const query = new URLSearchParams({ labelSelector, watch: '1', resourceVersion: version });
    try {
      const path = `${plural}?${query}`;
      const stream = await openKubernetes(this.#api, { method: 'GET', api, path, right: `watch ${plural}`, signal: until });
      for await (const line of linesOf(stream)) {
        if (until.aborted) return;
        apply(...this.#read(resource, line));
        this.#logged.delete(plural);
      }
    } catch (error) {
      if (!until.aborted) this.#logEnd(plural, reason(error));
    }
  }

  #read<T>({ event }: Resource<T>, line: string): [type: string, object: T] {
    const parsed = z.safeParse(event, JSON.parse(line));
    if (parsed.success) return [parsed.data.type, parsed.data.object];
    throw new Error(`an event is not as documented: ${line.slice(0, MAX_QUOTED)}`);
  }

  /** A watch that never works ends after each list. */
  #logEnd(plural: string, why: string): void {
    if (this.#logged.get(plural) === why) return;
    this.#logged.set(plural, why);
    this.#log.warn('the watch has ended, waiting for the next list', { of: plural, reason: why });
  }
}
