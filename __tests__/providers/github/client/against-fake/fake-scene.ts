import { FakeGitHub, type FakeGitHubOptions } from '../../../../../proof/fake-github/fake-github';
import { GitHub } from '../../../../../providers/github/client/client';
import type {
  Credential,
  GitHubConnection,
  JobEvent,
  ScaleSetSpec,
  Session,
  Statistics,
} from '../../../../../providers/github/client/types';

// The client and the fake were written apart, each from what is known of the service. The tests of this folder show that they agree.

/** A fake, and clients of it. */
export class FakeScene {
  readonly fake: FakeGitHub;
  readonly stop = new AbortController();

  private constructor(fake: FakeGitHub) {
    this.fake = fake;
  }

  static async start(options: FakeGitHubOptions = {}): Promise<FakeScene> {
    return new FakeScene(await FakeGitHub.start({ longPollMs: 50, ...options }));
  }

  async end(): Promise<void> {
    this.stop.abort();
    await this.fake.close();
  }

  connection(more: Partial<GitHubConnection> = {}): GitHubConnection {
    return {
      url: this.fake.organisation(),
      credential: async () => ({ kind: 'pat', token: this.fake.token }),
      userAgent: '{"system":"test"}',
      sleep: async () => {},
      ...more,
    };
  }

  client(more: Partial<GitHubConnection> = {}): GitHub {
    return new GitHub(this.connection(more));
  }

  /** Signs in as an App that is installed on the organisation. */
  asApp(): Partial<GitHubConnection> {
    const { app, installation, privateKey } = this.fake.addApp();
    const credential: Credential = { kind: 'app', clientId: app.clientId, installationId: installation.id, privateKey };
    return { credential: async () => credential };
  }

  /** Polls without waiting for long. */
  poll(session: Session, lastMessageId = 0) {
    return session.poll({ lastMessageId, capacity: 10, signal: this.stop.signal });
  }

  /** Polls until a message has an event of this kind, and acknowledges each message. */
  async untilEvent(session: Session, kind: JobEvent['kind']): Promise<{ event: JobEvent; statistics: Statistics | undefined }> {
    for (let last = 0; ; ) {
      const message = await this.poll(session, last);
      if (message === undefined) continue;
      last = message.id;
      await session.acknowledge(last);
      const event = message.events.find((each) => each.kind === kind);
      if (event !== undefined) return { event, statistics: message.statistics };
    }
  }
}

export const SPEC: ScaleSetSpec = { name: 'gh-linux', groupId: 1, labels: [] };

/** Creates a scale set and returns its id. */
export async function createSet(github: GitHub, spec = SPEC): Promise<number> {
  const set = await github.createScaleSet(spec);
  if (set === 'exists') throw new Error('the scale set exists');
  return set.id;
}

export async function openSession(github: GitHub, scaleSetId: number): Promise<Session> {
  const answer = await github.openSession(scaleSetId, 'scaler-a');
  if (answer === 'conflict') throw new Error('a conflict');
  return answer.session;
}
