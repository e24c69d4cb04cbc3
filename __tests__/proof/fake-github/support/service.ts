import type { FakeGitHub } from '../../../../proof/fake-github/fake-github';
import { type Answer, type CallOptions, call } from './client';

/** Path of a config URL in the REST API. */
export function restPathOf(configUrl: string): string {
  const parts = new URL(configUrl).pathname.slice(1).split('/');
  if (parts[0] === 'enterprises') return `/enterprises/${parts[1]}`;
  return parts.length === 1 ? `/orgs/${parts[0]}` : `/repos/${parts.join('/')}`;
}

/** Gets a registration token and, with it, the admin token of the Actions service. */
export async function connect(github: FakeGitHub, configUrl = github.organisation(), authorization?: string): Promise<Service> {
  const path = `${restPathOf(configUrl)}/actions/runners/registration-token`;
  const registration = await call(github, 'POST', path, authorization === undefined ? {} : { authorization });
  if (registration.status !== 201) throw new Error(`registration-token: ${registration.status} ${registration.text}`);
  const admin = await call(github, 'POST', '/actions/runner-registration', {
    authorization: `RemoteAuth ${registration.json['token']}`,
    body: { url: configUrl, runner_event: 'register' },
  });
  if (admin.status !== 200) throw new Error(`runner-registration: ${admin.status} ${admin.text}`);
  return new Service(github, String(admin.json['url']), String(admin.json['token']));
}

/** The single calls of a client of the Actions service. */
export class Service {
  readonly url: string;
  readonly token: string;
  readonly #github: FakeGitHub;

  constructor(github: FakeGitHub, url: string, token: string) {
    this.#github = github;
    this.url = url;
    this.token = token;
  }

  /** @param path below the URL of the service */
  call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const url = `${this.url.replace(/\/$/, '')}/_apis/${path}${path.includes('?') ? '&' : '?'}api-version=6.0-preview`;
    return call(this.#github, method, url, { authorization: `Bearer ${this.token}`, ...options });
  }

  createSet(name = 'linux', fields: object = {}): Promise<Answer> {
    const body = { name, runnerGroupId: 1, labels: [], RunnerSetting: { disableUpdate: true }, ...fields };
    return this.call('POST', 'runtime/runnerscalesets', { body });
  }

  /** Registers a runner of a scale set. */
  jit(name: string, setId = 1, workFolder = '_work'): Promise<Answer> {
    return this.call('POST', `runtime/runnerscalesets/${setId}/generatejitconfig`, { body: { name, workFolder } });
  }

  remove(runnerId: number): Promise<Answer> {
    return this.call('DELETE', `distributedtask/pools/0/agents/${runnerId}`);
  }

  openSession(setId = 1, ownerName = 'host-1'): Promise<Answer> {
    return this.call('POST', `runtime/runnerscalesets/${setId}/sessions`, { body: { ownerName } });
  }

  /** A session that is open. */
  async session(setId = 1): Promise<Session> {
    const { status, text, json } = await this.openSession(setId);
    if (status !== 200) throw new Error(`cannot open a session: ${status} ${text}`);
    return new Session(this.#github, this, setId, json);
  }
}

/** The calls of a session. */
export class Session {
  readonly id: string;
  readonly setId: number;
  url: string;
  token: string;
  readonly #github: FakeGitHub;
  readonly #service: Service;

  constructor(github: FakeGitHub, service: Service, setId: number, json: Answer['json']) {
    this.#github = github;
    this.#service = service;
    this.setId = setId;
    this.id = String(json['sessionId']);
    this.url = String(json['messageQueueUrl']);
    this.token = String(json['messageQueueAccessToken']);
  }

  poll({ last = 0, capacity = 10, ...options }: { last?: number; capacity?: number } & CallOptions = {}): Promise<Answer> {
    return call(this.#github, 'GET', `${this.url}${last > 0 ? `&lastMessageId=${last}` : ''}`, {
      authorization: `Bearer ${this.token}`,
      ...options,
      headers: {
        accept: 'application/json; api-version=6.0-preview',
        'x-scalesetmaxcapacity': String(capacity),
        ...options.headers,
      },
    });
  }

  acknowledge(messageId: unknown): Promise<Answer> {
    const [base, query] = this.url.split('?');
    return call(this.#github, 'DELETE', `${base}/${messageId}?${query}`, { authorization: `Bearer ${this.token}` });
  }

  /** Polls, acknowledges, and returns the events and the statistics; undefined without a message. */
  async next(options: { capacity?: number } = {}): Promise<Message | undefined> {
    const { status, json, text } = await this.poll(options);
    if (status === 202) return undefined;
    if (status !== 200) throw new Error(`poll: ${status} ${text}`);
    await this.acknowledge(json['messageId']);
    const body = String(json['body']);
    const events: Message['events'] = body === '' ? [] : JSON.parse(body);
    return {
      id: Number(json['messageId']),
      events,
      kinds: events.map(({ messageType }) => messageType),
      statistics: json['statistics'] as Message['statistics'],
    };
  }

  acquire(requestIds: readonly unknown[]): Promise<Answer> {
    const path = `runtime/runnerscalesets/${this.setId}/acquirejobs`;
    return this.#service.call('POST', path, { authorization: `Bearer ${this.token}`, body: requestIds });
  }

  refresh(): Promise<Answer> {
    return this.#service.call('PATCH', `runtime/runnerscalesets/${this.setId}/sessions/${this.id}`);
  }

  close(): Promise<Answer> {
    return this.#service.call('DELETE', `runtime/runnerscalesets/${this.setId}/sessions/${this.id}`);
  }
}

export interface Message {
  readonly id: number;
  readonly events: readonly (Record<string, unknown> & { readonly messageType: string })[];
  readonly kinds: readonly string[];
  readonly statistics: Readonly<Record<string, number>>;
}
