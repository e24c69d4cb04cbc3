import * as timings from '../../config/timings';
import { AGENT_POD, DEREGISTRATION, IDLE, LISTENER, PLACEHOLDER, REGISTRATION, WARN, WATCH } from '../../config/timings';
import type { Duration } from '../../lib/duration';
import { readProjectFile } from '../pipelines/project-files';

const WORDS: Readonly<Record<number, string>> = { 1: 'a', 2: 'two', 5: 'five', 10: 'ten' };

/** A number of minutes as the pages write it. */
const inWords = ({ minutes }: { readonly minutes: number }): string => WORDS[minutes] ?? `${minutes}`;

const setting = (variable: string, byDefault: number) => `| \`${variable}\` | ${byDefault} |`;

/** What pages say in words, with the numbers of config/timings.ts in them. docs/timings.md has all of them. */
const SENTENCES: readonly (readonly [page: string, sentence: string])[] = [
  ['docs/agent.md', `| \`AZP_IDLE_MINUTES\` | ${IDLE.program.minutes}; without a command: no limit |`],
  ['docs/agent.md', setting('AZP_GRACE_SECONDS', DEREGISTRATION.limit.seconds)],
  ['docs/agent.md', setting('AZP_CONFIG_SECONDS', REGISTRATION.limit.seconds)],
  ['docs/agent.md', setting('AZP_READY_SECONDS', REGISTRATION.handover.seconds)],
  ['docs/agent.md', `within the ${inWords(AGENT_POD.afterJob)} minutes that the pod allows for it`],
  ['docs/agent.md', `every ${WATCH.earlyPoll.seconds} s in the first ${inWords(WATCH.early)} minutes`],
  ['docs/agent.md', `the container of the job has ${WATCH.listenerEnd.seconds} s to end`],
  ['docs/agent.md', `config.sh gets ${REGISTRATION.configStop.seconds} s more`],
  ['docs/agent.md', `SIGINT every ${LISTENER.interruptRepeat.seconds} s`],
  ['docs/agent.md', `After ${LISTENER.kill.seconds} s it is killed`],
  [
    'docs/agent.md',
    `It is ended after ${LISTENER.afterJob.seconds} s, once Azure DevOps has the result; if Azure DevOps does not answer, ${inWords(LISTENER.permission)} minutes later`,
  ],
  ['docs/placeholder.md', setting('AZP_KEEP_SECONDS', PLACEHOLDER.round.seconds)],
  ['docs/placeholder.md', setting('AZP_REAP_MINUTES', PLACEHOLDER.reapAfter.minutes)],
  [
    'docs/placeholder.md',
    PLACEHOLDER.round.seconds === 60 ? 'Once a minute it runs a round' : `Every ${PLACEHOLDER.round.seconds} s it runs a round`,
  ],
  ['docs/placeholder.md', `once it has been offline for ${PLACEHOLDER.reapAfter.minutes} minutes`],
  ['docs/placeholder.md', `within \`AZP_CONFIG_SECONDS\` and ${inWords(PLACEHOLDER.hang)} minutes`],
  ['docs/security.md', `does not end within ${WATCH.listenerEnd.seconds} s`],
  ['docs/security.md', `every ${WATCH.earlyPoll.seconds} s in the first ${inWords(WATCH.early)} minutes`],
  ['docs/status.md', `without \`monitoring\`: ${WARN.queue.minutes} minutes`],
  ['docs/status.md', `Pending for more than ${inWords(WARN.podPending)} minutes`],
  ['docs/monitoring.md', `Pending for more than ${WARN.podPending.minutes} minutes`],
  ['docs/monitoring.md', `is less than ${WARN.tokenExpiry.days} days away`],
  ['docs/monitoring.md', `more than ${WARN.imageAge.days} days ago`],
];

test.each(SENTENCES)('%s says: %s', (page, sentence) => {
  expect(readProjectFile(page).replace(/\s+/g, ' ')).toContain(sentence);
});

test('the time line of docs/agent.md has the numbers of config/timings.ts', () => {
  const steps = [...readProjectFile('docs/agent.md').matchAll(/ ([A-Z_]+)\.(\w+) +(\d+) s {2}/g)];
  expect(steps.length).toBeGreaterThan(4);
  const groups: Readonly<Record<string, Readonly<Record<string, Duration>>>> = timings;
  for (const [, group = '', name = '', count] of steps) expect([name, groups[group]?.[name]?.seconds]).toEqual([name, Number(count)]);
});
