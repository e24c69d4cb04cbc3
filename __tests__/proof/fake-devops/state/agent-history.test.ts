import type { Agent } from '../../../../proof/fake-devops/state/agent';
import { AgentHistory } from '../../../../proof/fake-devops/state/agent-history';
import { anAgent } from '../support/an-agent';

const AGENT = anAgent({ id: 1, status: 'offline', clientId: 'first' });

/** What the history says about an agent that goes through these states. */
function kindsOf(...states: Partial<Agent>[]): string[] {
  const history = new AgentHistory();
  let before: Agent | undefined;
  for (const [at, change] of states.entries()) {
    const after: Agent = { ...(before ?? AGENT), ...change };
    history.changed(before, after, at);
    before = after;
  }
  return history.story(1)?.events.map(({ kind, requestId }) => (requestId === undefined ? kind : `${kind} ${requestId}`)) ?? [];
}

test.each<[string, Partial<Agent>[], string[]]>([
  ['a new agent', [{}], ['registered']],
  ['a new agent that is disabled', [{ enabled: false }], ['registered', 'disabled']],
  ['no change', [{}, { name: 'other' }], ['registered']],
  ['disabled and enabled', [{}, { enabled: false }, { enabled: true }], ['registered', 'disabled', 'enabled']],
  ['registered again under its name', [{}, { clientId: 'second' }], ['registered', 'replaced']],
  [
    'one job',
    [{}, { status: 'online' }, { assignedRequestId: 7 }, { assignedRequestId: undefined, lastCompletedRequestId: 7, closing: true }],
    ['registered', 'online', 'assigned 7', 'completed 7', 'shutting down'],
  ],
  ['a job that is taken back', [{ assignedRequestId: 7 }, { assignedRequestId: undefined }], ['registered', 'released 7']],
  ['the end of a session', [{ status: 'online' }, { status: 'offline' }], ['registered', 'offline']],
])('%s', (_, states, kinds) => {
  expect(kindsOf(...states)).toEqual(kinds);
});

test('a deleted agent keeps its story; only those of the latest 500 stay', () => {
  const history = new AgentHistory();
  for (let id = 1; id <= 501; id += 1) {
    history.changed(undefined, { ...AGENT, id }, 10);
    history.changed({ ...AGENT, id }, undefined, 20);
  }
  expect(history.story(1)).toBeUndefined();
  expect(history.story(2)).toMatchObject({
    isDeleted: true,
    events: [
      { at: 10, kind: 'registered' },
      { at: 20, kind: 'deleted' },
    ],
  });
  expect(history.stories).toHaveLength(500);
});
