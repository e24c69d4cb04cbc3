import { FakeGitHub } from '../../../../proof/fake-github/fake-github';
import { instantBehaviour } from '../../../../proof/fake-github/stub-runner/behaviour';
import { GitHub } from '../../../../providers/github/client/client';
import { trackFake } from './cleanup';

/** Name of the scale set. */
export const SCALE_SET = 'gh-linux';

/**
 * A fake with the scale set `gh-linux`, which gets its jobs as if a scaler polled. Stub runners have only the delays that are
 * asked for. `cleanup` ends it.
 * @param repository its full name if the scale set is that of a repository, not of the organisation
 */
export async function startGitHub({ repository }: { readonly repository?: string } = {}): Promise<FakeGitHub> {
  const github = await FakeGitHub.start({ longPollMs: 1000 });
  github.stub.set(instantBehaviour);
  const stop = new AbortController();
  const { ended } = await pollFor(github, repository === undefined ? github.organisation() : github.repository(repository), stop.signal);
  trackFake({
    close: async () => {
      stop.abort();
      await ended;
      await github.close();
    },
  });
  return github;
}

/** Creates the scale set and polls its session until it is stopped. */
async function pollFor(github: FakeGitHub, url: string, signal: AbortSignal): Promise<{ readonly ended: Promise<void> }> {
  const credential = async () => ({ kind: 'pat', token: github.token }) as const;
  const client = new GitHub({ url, credential, userAgent: '{"kind":"scaleset"}' });
  const set = await client.createScaleSet({ name: SCALE_SET, groupId: 1, labels: [] });
  if (set === 'exists') throw new Error('the fake is new');
  const answer = await client.openSession(set.id, 'test');
  if (answer === 'conflict') throw new Error('the scale set is new');
  const poll = async () => {
    for (let lastMessageId = 0; !signal.aborted; ) {
      const message = await answer.session.poll({ lastMessageId, capacity: 10, signal });
      if (message === undefined) continue;
      lastMessageId = message.id;
      await answer.session.acknowledge(message.id);
    }
  };
  const ended = poll();
  return { ended };
}

/** Names of the registered runners. */
export const runnerNames = (github: FakeGitHub): readonly string[] => github.runners.map(({ name }) => name);
