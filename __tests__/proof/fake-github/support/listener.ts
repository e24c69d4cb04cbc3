import { createPrivateKey, createSign } from 'node:crypto';
import type { FakeGitHub } from '../../../../proof/fake-github/fake-github';
import type { CredentialsFile, RsaParameters, RunnerFile } from '../../../../proof/fake-github/stub-runner/runner-files';
import { type Answer, call } from './client';
import type { Service } from './service';

/** The files of a JIT configuration. */
function filesIn(encoded: string) {
  const files: Record<string, string> = JSON.parse(Buffer.from(encoded, 'base64').toString());
  const read = (name: string) => JSON.parse(Buffer.from(files[name] ?? '', 'base64').toString());
  const settings: RunnerFile = read('.runner');
  const credentials: CredentialsFile = read('.credentials');
  const key: RsaParameters = read('.credentials_rsaparams');
  return { settings, credentials, key };
}

/** The assertion that a runner signs with the key of its JIT configuration; `changes` override its claims. */
export function assertion(encoded: string, now: number, changes: object = {}): string {
  const { credentials, key } = filesIn(encoded);
  const { ClientId: sub, AuthorizationUrl: aud } = credentials.Data;
  const seconds = Math.floor(now / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub, iss: sub, aud, nbf: seconds, exp: seconds + 300, ...changes };
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey(key), 'base64url')}`;
}

function privateKey({ d, dp, dq, exponent, inverseQ, modulus, p, q }: RsaParameters) {
  const numbers = { d, dp, dq, e: exponent, qi: inverseQ, n: modulus, p, q };
  const parts = Object.entries(numbers).map(([name, value]) => [name, Buffer.from(value, 'base64').toString('base64url')]);
  return createPrivateKey({ format: 'jwk', key: { kty: 'RSA', ...Object.fromEntries(parts) } });
}

/** Sends an assertion to the token endpoint of runners. */
export function requestToken(github: FakeGitHub, jwt: string): Promise<Answer> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: jwt,
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return call(github, 'POST', `${github.origin}/_runner/oauth2/token`, { authorization: '', body: form.toString(), headers });
}

/** The single calls of the listener of a runner. */
export class Listener {
  readonly id: number;
  readonly jitConfig: string;
  readonly #github: FakeGitHub;
  readonly #authorization: string;
  #sessionId = '';

  private constructor(github: FakeGitHub, id: number, jitConfig: string, token: string) {
    this.#github = github;
    this.id = id;
    this.jitConfig = jitConfig;
    this.#authorization = `Bearer ${token}`;
  }

  /** A registered, offline runner of the scale set 1, with its token. */
  static async register(github: FakeGitHub, service: Service, name: string, now: number): Promise<Listener> {
    const { json } = await service.jit(name);
    const jitConfig = String(json['encodedJITConfig']);
    const answer = await requestToken(github, assertion(jitConfig, now));
    return new Listener(github, github.runner(name).id, jitConfig, String(answer.json['access_token']));
  }

  call(method: string, path: string, body?: unknown): Promise<Answer> {
    return call(this.#github, method, `${this.#github.origin}/_runner/${path}`, { authorization: this.#authorization, body });
  }

  async open(): Promise<Answer> {
    const answer = await this.call('POST', 'session', { ownerName: 'pod-1' });
    if (answer.status === 200) this.#sessionId = String(answer.json['sessionId']);
    return answer;
  }

  poll(): Promise<Answer> {
    return this.call('GET', `message?sessionId=${this.#sessionId}&status=Online`);
  }

  close(): Promise<Answer> {
    return this.call('DELETE', 'session');
  }

  acquire(jobMessageId: string): Promise<Answer> {
    return this.call('POST', 'run/acquirejob', { jobMessageId, runnerOS: 'Linux' });
  }

  renew(jobId: string): Promise<Answer> {
    return this.call('POST', 'run/renewjob', { jobId });
  }

  complete(jobId: string, conclusion = 'succeeded'): Promise<Answer> {
    return this.call('POST', 'run/completejob', { jobId, conclusion });
  }
}
