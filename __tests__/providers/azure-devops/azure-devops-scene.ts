import { FakeDevOps, type FaultSpec } from '../../../proof/fake-devops/fake-devops';
import { type Agent, completed } from '../../../proof/fake-devops/state/agent';
import type { AgentPool } from '../../../proof/fake-devops/state/agent-pool';
import { finished, renewed } from '../../../proof/fake-devops/state/job-request';
import { DevOps } from '../../../providers/azure-devops/client/client';
import type { AgentServiceScene, Breakdown } from '../contract/agent-service-scene';

const TIMEOUT_MS = 5000;
/** For a server that never answers. */
const SHORT_TIMEOUT_MS = 50;

const JSON_TYPE = { 'content-type': 'application/json' };
const HTML_TYPE = { 'content-type': 'text/html; charset=utf-8' };

const ANSWERS: Readonly<Record<Breakdown, FaultSpec['answer']>> = {
  reset: 'reset',
  silence: 'hang',
  outage: '503',
  throttled: { status: 429, retryAfter: 7 },
  'cut off': { status: 200, headers: JSON_TYPE, body: '{"count":1,"value":[{"id":44' },
  strange: { status: 200, body: {} },
  page: { status: 200, headers: HTML_TYPE, body: '<html>proxy</html>' },
  'foreign 404': { status: 404, headers: HTML_TYPE, body: '<html>proxy</html>' },
};

/** The fake Azure DevOps with the agent pool `linux`. Its agents have no listener: the test decides what they do. */
export class AzureDevOpsScene implements AgentServiceScene {
  readonly service: DevOps;
  readonly pool: AgentPool;
  readonly #fake: FakeDevOps;
  #token: string;
  #timeoutMs = TIMEOUT_MS;
  #fault: ReturnType<FakeDevOps['fault']> | undefined;
  #lastTime = 0;

  static async open(): Promise<AzureDevOpsScene> {
    return new AzureDevOpsScene(await FakeDevOps.start({ pools: ['linux', 'windows'] }));
  }

  private constructor(fake: FakeDevOps) {
    this.#fake = fake;
    this.#token = fake.token;
    this.pool = fake.pool('linux');
    this.service = this.#createService();
  }

  /** Reads token and time limit anew for each request, so that a test can change them. */
  #createService(): DevOps {
    const token = async () => ({ value: this.#token, scheme: 'basic' as const });
    const timeoutMs = () => this.#timeoutMs;
    return new DevOps({
      url: this.#fake.url,
      token,
      get timeoutMs() {
        return timeoutMs();
      },
    });
  }

  requestCount(): number {
    return this.#fake.requests.length;
  }

  async register(name: string): Promise<number> {
    return this.#fake.addAgent('linux', { name, version: '4.275.0' }).id;
  }

  async connect(agentId: number): Promise<void> {
    this.#change(agentId, { status: 'online', statusChangedOn: Date.now(), idleSince: Date.now() });
  }

  async disconnect(agentId: number): Promise<void> {
    this.#change(agentId, { status: 'offline', statusChangedOn: Date.now() });
  }

  async queueJob(): Promise<number> {
    const { requestId } = this.#fake.queueJob({ pool: 'linux' });
    if (requestId === undefined) throw new Error('the job was refused: no agent is registered');
    return requestId;
  }

  async receiveJob(requestId: number): Promise<void> {
    const request = this.pool.request(requestId);
    if (request.assignTime === undefined) throw new Error('the job is assigned to no agent');
    this.pool.putRequest(renewed(request, Date.now()));
  }

  async finishJob(requestId: number): Promise<void> {
    const agent = this.pool.agents.find(({ assignedRequestId }) => assignedRequestId === requestId);
    if (agent === undefined) throw new Error('no agent runs the job');
    this.pool.putRequest(finished(this.pool.request(requestId), 'succeeded', this.#now()));
    this.pool.putAgent(completed(agent, { now: Date.now(), agentShuttingDown: false }));
  }

  async limitRights(to: 'view' | 'none'): Promise<void> {
    this.#token = this.#fake.issueToken({ roles: to === 'view' ? { linux: 'reader' } : {} });
  }

  async revokeCredential(): Promise<void> {
    this.#fake.revokeToken(this.#token);
  }

  async breakDown(breakdown: Breakdown): Promise<void> {
    if (breakdown === 'silence') this.#timeoutMs = SHORT_TIMEOUT_MS;
    this.#fault = this.#fake.fault({ answer: ANSWERS[breakdown] });
  }

  async recover(): Promise<void> {
    this.#timeoutMs = TIMEOUT_MS;
    this.#fault?.remove();
  }

  close(): Promise<void> {
    return this.#fake.close();
  }

  /** No two jobs end at the same time: the order of finished jobs is by that. */
  #now(): number {
    this.#lastTime = Math.max(this.#lastTime + 1, Date.now());
    return this.#lastTime;
  }

  #change(agentId: number, change: Partial<Agent>): void {
    this.pool.putAgent({ ...this.pool.agent(agentId), ...change });
  }
}
