import { ManualClock } from '../../../../proof/fake-devops/clock';
import { FakeGitHub, type FakeGitHubOptions } from '../../../../proof/fake-github/fake-github';
import { connect, type Service, type Session } from './service';

export const START = '2026-01-05T10:00:00Z';

/** A fake with a clock that a test moves, and a scale set `linux` with an open session. */
export interface Scene {
  readonly clock: ManualClock;
  readonly github: FakeGitHub;
  readonly service: Service;
  readonly session: Session;
}

export async function startScene(options: FakeGitHubOptions = {}): Promise<Scene> {
  const clock = new ManualClock(START);
  const github = await FakeGitHub.start({ clock, ...options });
  const service = await connect(github);
  await service.createSet();
  return { clock, github, service, session: await service.session() };
}

/** Polls once without a message, so that the session has announced its capacity. */
export async function announce({ clock, github, session }: Scene, capacity = 10): Promise<void> {
  const held = () => github.requests.filter(({ method, status }) => method === 'GET' && status === undefined).length;
  const before = held();
  const poll = session.poll({ capacity });
  await github.eventually('the poll is held', () => held() === before + 1);
  clock.advance(github.settings.longPollMs);
  const { status } = await poll;
  if (status !== 202) throw new Error(`the poll brought a message: ${status}`);
}
