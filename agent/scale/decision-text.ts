import type { Decision } from './plan';

/**
 * A decision in words, such as "3 waiting: 2 agents on their way, 1 held back by parallel jobs". `npm run status` shows it.
 * @param obstacle why the entry's pods cannot start
 */
export function decisionText(decision: Decision, obstacle: string | undefined): string {
  const { waiting, onTheirWay, warm, forJobs, forWarm, heldBack } = decision;
  const covered = waiting - forJobs - Object.values(heldBack).reduce((sum, count) => sum + count, 0);
  const parts = [
    count(covered, 'agent on its way', 'agents on their way'),
    count(forJobs, 'agent to create', 'agents to create'),
    count(heldBack.maximum, 'held back by maxAgents'),
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
