import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { type Answer, call } from './client';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
const base64 = (text: string) => Buffer.from(text, 'base64url').toString('base64');

/** The public key that test listeners register with. */
export const agentKey = { exponent: base64(e), modulus: base64(n) };

/** The assertion that an agent signs to get its access token; `changes` override its claims. */
export function assertion(clientId: string, audience: string, now: number, changes: Record<string, unknown> = {}): string {
  const seconds = Math.floor(now / 1000);
  const claims = { sub: clientId, iss: clientId, aud: audience, jti: randomUUID(), nbf: seconds, exp: seconds + 300, ...changes };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`;
}

/** Sends an assertion to the token endpoint of agents. */
export function requestToken(devops: FakeDevOps, jwt: string): Promise<Answer> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: jwt,
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return call(devops, 'POST', '/_oauth/token', { authorization: '', body: form.toString(), headers });
}

export interface Registered {
  readonly id: number;
  readonly authorization: { readonly clientId: string; readonly authorizationUrl: string };
}

/** Registers an agent with the key of the test listeners; `fields` are added to it. */
export async function register(devops: FakeDevOps, name: string, fields: object = {}): Promise<Registered> {
  const body = { name, version: '4.275.0', authorization: { publicKey: agentKey }, ...fields };
  const answer = await call(devops, 'POST', `/_apis/distributedtask/pools/44/agents?api-version=7.1`, { body });
  if (answer.status !== 200) throw new Error(`cannot register ${name}: ${answer.status} ${answer.text}`);
  return answer.json as unknown as Registered;
}

/** The single calls of a listener in agent pool 44. */
export class Listener {
  readonly agent: Registered;
  readonly authorization: string;
  sessionId = '';
  readonly #devops: FakeDevOps;

  private constructor(devops: FakeDevOps, agent: Registered, token: string) {
    this.#devops = devops;
    this.agent = agent;
    this.authorization = `Bearer ${token}`;
  }

  /** A registered, offline agent with its token. */
  static async register(devops: FakeDevOps, name: string, now: number, fields: object = {}): Promise<Listener> {
    const agent = await register(devops, name, fields);
    const { clientId, authorizationUrl } = agent.authorization;
    const { json } = await requestToken(devops, assertion(clientId, authorizationUrl, now));
    return new Listener(devops, agent, String(json['access_token']));
  }

  /** A registered, online agent. */
  static async online(devops: FakeDevOps, name: string, now: number, fields: object = {}): Promise<Listener> {
    const listener = await Listener.register(devops, name, now, fields);
    await listener.open();
    return listener;
  }

  call(method: string, path: string, body?: unknown): Promise<Answer> {
    const separator = path.includes('?') ? '&' : '?';
    const { authorization } = this;
    return call(this.#devops, method, `/_apis/distributedtask/${path}${separator}api-version=7.1`, { authorization, body });
  }

  async open(): Promise<Answer> {
    const { id } = this.agent;
    const answer = await this.call('POST', 'pools/44/sessions', { ownerName: 'host', agent: { id, name: 'ignored', version: '4.275.0' } });
    if (answer.status === 200) this.sessionId = String(answer.json['sessionId']);
    return answer;
  }

  poll(lastMessageId = 0): Promise<Answer> {
    return this.call('GET', `pools/44/messages?sessionId=${this.sessionId}&lastMessageId=${lastMessageId}`);
  }

  acknowledge(messageId: number): Promise<Answer> {
    return this.call('DELETE', `pools/44/messages/${messageId}?sessionId=${this.sessionId}`);
  }

  renew(requestId: number | undefined): Promise<Answer> {
    return this.call('PATCH', `pools/44/jobrequests/${requestId}?lockToken=${randomUUID()}`, {});
  }

  complete(requestId: number | undefined, { result = 'succeeded', agentShuttingDown = false } = {}): Promise<Answer> {
    const body = { requestId, finishTime: '2026-01-05T10:00:00Z', result, agentShuttingDown };
    return this.call('PATCH', `pools/44/jobrequests/${requestId}?lockToken=${randomUUID()}`, body);
  }

  close(): Promise<Answer> {
    return this.call('DELETE', `pools/44/sessions/${this.sessionId}`);
  }
}
