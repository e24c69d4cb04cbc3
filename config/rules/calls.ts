import { POLLS_A_SECOND, pollsPerSecond } from '../calls/polls';
import { pollingSecondsOf } from '../polling';
import { below } from '../problems/problem';
import type { Rule } from './rule';

/** One identity polls for the whole deployment. So many polls leave it no calls to register agents with. */
export const pollsRule: Rule = ({ keda, agentPools }) => {
  const entries = (agentPools ?? []).map((entry) => entry ?? {});
  if (keda?.trigger === undefined || entries.length === 0) return [];
  const { trigger } = keda;
  const polls = pollsPerSecond({ agentPools: entries, keda: { trigger } });
  if (polls <= POLLS_A_SECOND.most) return [];
  const intervals = entries.map((entry) => pollingSecondsOf(entry, trigger));
  const shortest = Math.min(...intervals);
  const who = trigger === 'metrics-api' ? 'the scaler polls the agent pools' : 'KEDA polls the agent pools of all entries';
  return [
    {
      path: below('agentPools', intervals.indexOf(shortest), 'pollingSeconds'),
      rule: `must be higher, because ${who} ${Math.round(polls)} times a second with one identity, and ${POLLS_A_SECOND.most} is the maximum`,
      value: shortest,
      remedy: 'raise it for all entries, or let entries share an agent pool',
    },
  ];
};
