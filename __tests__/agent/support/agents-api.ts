import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JobObject, PodObject } from '../../../agent/scale/kubernetes-objects';
import { ApiServer } from './api-server';

type Kind = 'jobs' | 'pods';

const LIST_KINDS = { jobs: 'JobList', pods: 'PodList' } as const;

/** An API server that lists and watches Jobs and pods. */
export class AgentsApi {
  readonly server: ApiServer;
  jobs: readonly JobObject[] = [];
  pods: readonly PodObject[] = [];
  /** The open watches, the newest last. */
  readonly watches: { readonly kind: Kind; readonly version: string; readonly response: ServerResponse }[] = [];
  /** Answers in place of this server. Returns false to let it answer. */
  instead: (request: IncomingMessage, response: ServerResponse) => boolean = () => false;
  #version = 1;

  static async start(): Promise<AgentsApi> {
    return new AgentsApi(await ApiServer.start());
  }

  private constructor(server: ApiServer) {
    this.server = server;
    server.answer = (request, response) => {
      if (!this.instead(request, response)) this.#answer(request, response);
    };
  }

  /** Requests as "METHOD path", below the namespace and without the query. */
  get asked(): readonly string[] {
    return this.server.asked.map(({ method, url }) => `${method} ${url.replace(/\?.*/, '').replace(/^.*\/namespaces\/agents\//, '')}`);
  }

  /** Sends text to all watches of a kind. */
  send(kind: Kind, text: string): void {
    for (const watch of this.watches.filter((each) => each.kind === kind)) watch.response.write(text);
  }

  event(kind: Kind, type: string, object: object): void {
    this.send(kind, `${JSON.stringify({ type, object })}\n`);
  }

  close(): void {
    this.server.close();
  }

  #answer({ method, url = '' }: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(url, 'https://kubernetes');
    const [kind, name] = pathname.replace(/^.*\/namespaces\/agents\//, '').split('/') as [Kind, string | undefined];
    if (method === 'DELETE') {
      const found = this.jobs.find(({ metadata }) => metadata.name === name);
      this.jobs = this.jobs.filter((job) => job !== found);
      this.pods = this.pods.filter(({ metadata }) => metadata.labels?.['batch.kubernetes.io/job-name'] !== name);
      return void response.writeHead(found ? 200 : 404).end('{}');
    }
    if (searchParams.get('watch') === '1') this.#watch(kind, searchParams.get('resourceVersion') ?? '', response);
    else response.end(JSON.stringify({ kind: LIST_KINDS[kind], metadata: { resourceVersion: `${this.#version++}` }, items: this[kind] }));
  }

  #watch(kind: Kind, version: string, response: ServerResponse): void {
    response.writeHead(200).flushHeaders();
    const watch = { kind, version, response };
    this.watches.push(watch);
    response.on('close', () => void this.watches.splice(this.watches.indexOf(watch), 1));
  }
}
