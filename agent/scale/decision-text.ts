import type { Decision } from './plan';

/** What runs the jobs of an entry: agents of Azure Pipelines, or runners. */
export type AgentKind = 'agent' | 'runner';

const MAXIMUM: Readonly<Record<AgentKind, string>> = { agent: 'maxAgents', runner: 'maxRunners' };

/**
 * A decision in words, such as "3 waiting: 2 agents on their way, 1 held back by parallel jobs". `npm run status` shows it.
 * @param obstacle why the entry's pods cannot start
 */
export function decisionText(decision: Decision, obstacle: string | undefined, kind: AgentKind = 'agent'): string {
  const { waiting, onTheirWay, warm, forJobs, forWarm, heldBack } = decision;
  const covered = waiting - forJobs - Object.values(heldBack).reduce((sum, count) => sum + count, 0);
  const parts = [
    count(covered, `${kind} on its way`, `${kind}s on their way`),
    count(forJobs, `${kind} to create`, `${kind}s to create`),
    count(heldBack.maximum, `held back by ${MAXIMUM[kind]}`),
    count(heldBack['parallel-jobs'], 'held back by parallel jobs'),
    count(heldBack['cannot-start'], `held back because pods cannot start${obstacle === undefined ? '' : ` (${obstacle})`}`),
  ];
  const queue = waiting === 0 ? 'none waiting' : `${waiting} waiting: ${parts.filter(Boolean).join(', ')}`;
  const idle = onTheirWay - covered;
  const warmText = warm === 0 && idle === 0 ? '' : `${idle} idle of ${warm} warm${forWarm === 0 ? '' : `, ${forWarm} to create`}`;
  return [queue, warmText].filter(Boolean).join('; ');
}

function count(number: number, one: string, many = one): string {
  return number === 0 ? '' : `${number} ${number === 1 ? one : many}`;
}
