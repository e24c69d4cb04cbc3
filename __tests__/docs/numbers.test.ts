import { drainMinutesFor, nodeUpdateMinutes } from '../../config/drain-time';
import { agentPool } from '../../config/schema/agent-pool';
import { nodePool } from '../../config/schema/cluster';
import * as timings from '../../config/timings';
import {
  AGENT_POD,
  CLUSTER,
  DEREGISTRATION,
  IDLE,
  JOB_LIMIT,
  KUBELET,
  LISTENER,
  NUMBERS,
  OPERATE,
  PLACEHOLDER,
  POLLING,
  REGISTRATION,
  REQUEST,
  SCALE_SET,
  SCALER,
  STAY,
  WARN,
  WATCH,
} from '../../config/timings';
import { type Duration, minutes } from '../../lib/duration';
import { alerts } from '../../monitoring/alerts';
import { readProjectFile } from '../pipelines/project-files';

const PHRASES: Readonly<Record<number, string>> = {
  30: 'half a minute',
  60: 'a minute',
  120: 'two minutes',
  300: 'five minutes',
  600: 'ten minutes',
  900: 'a quarter of an hour',
};

/** A length of time as the pages write it in a sentence. */
const inWords = (time: Duration): string => PHRASES[time.seconds] ?? `${time.seconds} s`;

/** How often something happens, as the pages write it in a sentence. */
const howOften = (pause: Duration): string => (pause.seconds === 60 ? 'once a minute' : `every ${pause.seconds} s`);

const perMinute = (pause: Duration): number => 60 / pause.seconds;
const perHour = (pause: Duration): number => 60 * perMinute(pause);

const setting = (variable: string, byDefault: number) => `| \`${variable}\` | ${byDefault} |`;

/** The defaults of the options of an entry. */
const entry = agentPool.parse({ name: 'linux' });
const keepFinished = minutes(entry.keepFinishedMinutes);

/** From the end of a job to the eviction of its pod, if each step takes as long as it may. The kubelet measures volumes once a minute. */
const untilEvicted = minutes(Math.round((WATCH.poll.seconds + WATCH.listenerEnd.seconds + DEREGISTRATION.limit.seconds + 60) / 60));

/** A round reads all agents and all job requests. */
const CALLS_A_ROUND = 2;

/** When an alert fires, as the table of docs/monitoring.md says it. `windowMinutes` is the range of the alert's expression. */
const alertRow = (name: string, condition: (forMinutes: number, windowMinutes: number) => string): readonly [string, string] => {
  const { forMinutes = Number.NaN, expression = '' } = alerts().find((alert) => alert.name === name) ?? {};
  const windowMinutes = Number(/\[(\d+)m\]/.exec(expression)?.[1]);
  return ['docs/monitoring.md', `| \`${name}\` | ${condition(forMinutes, windowMinutes)}`];
};

/** What pages say in words, with the numbers of config/timings/, of the schema and of the alerts. docs/timings.md has all times. */
const SENTENCES: readonly (readonly [page: string, sentence: string])[] = [
  ['docs/scaler.md', `-- "every ${POLLING.scaler.seconds} s" -->`],
  ['docs/scaler.md', `within ${SCALER.repeat.milliseconds} ms of`],
  ['docs/scaler.md', `see a new Job within ${SCALER.repeat.milliseconds} ms`],
  ['docs/scaler.md', `began more than ${SCALER.stale.seconds} s ago is not used`],
  ['docs/scaler.md', `waits up to ${NUMBERS.answer.milliseconds} ms`],
  ['docs/scaler.md', `an obstacle for ${SCALER.stuck.seconds} s`],
  ['docs/scaler.md', `waits for a node for ${AGENT_POD.startUp.minutes} minutes`],
  ['docs/scaler.md', `asks for no Job for ${inWords(SCALER.retry)}`],
  ['docs/scaler.md', `up to ${SCALER.longestRetry.minutes} minutes`],
  ['docs/agent.md', `| \`AZP_IDLE_MINUTES\` | ${IDLE.program.minutes}; without a command: no limit |`],
  ['docs/agent.md', setting('AZP_GRACE_SECONDS', DEREGISTRATION.limit.seconds)],
  ['docs/agent.md', setting('AZP_CONFIG_SECONDS', REGISTRATION.limit.seconds)],
  ['docs/agent.md', setting('AZP_READY_SECONDS', REGISTRATION.handover.seconds)],
  ['docs/agent.md', `within the ${inWords(AGENT_POD.afterJob)} that the pod allows for it`],
  ['docs/agent.md', `every ${WATCH.earlyPoll.seconds} s in the first ${inWords(WATCH.early)} and ${howOften(WATCH.poll)} after that`],
  ['docs/agent.md', `checks ${howOften(WATCH.poll)} whether the agent is still disabled`],
  ['docs/agent.md', `the container of the job has ${WATCH.listenerEnd.seconds} s to end`],
  ['docs/agent.md', `About ${inWords(untilEvicted)} after its job such a pod has failed`],
  ['docs/agent.md', `evicts the pod, about ${inWords(untilEvicted)} after the job`],
  ['docs/agent.md', `and \`register\` asks again every ${STAY.again.seconds} s`],
  ['docs/agent.md', `No answer within ${STAY.answer.seconds} s,`],
  ['docs/agent.md', `asks again for ${STAY.limit.seconds} s,`],
  ['docs/agent.md', `An agent that waits costs ${perHour(WATCH.poll)} calls an hour`],
  ['docs/agent.md', `has taken \`AZP_JOB_MINUTES\` and ${JOB_LIMIT.exceed.seconds} s more`],
  ['docs/agent.md', `If the job still runs ${JOB_LIMIT.cancel.seconds} s later,`],
  ['docs/agent.md', `If it still runs ${JOB_LIMIT.cancel.seconds} s later, the kubelet evicts the pod`],
  ['docs/agent.md', `${AGENT_POD.startUp.minutes} minutes for the start, the time that the agent may wait`],
  ['docs/decisions/0036-job-limit.md', `has taken \`jobTimeoutMinutes\` and ${JOB_LIMIT.exceed.seconds} s more`],
  ['docs/decisions/0036-job-limit.md', `if the job still runs ${JOB_LIMIT.cancel.seconds} s later`],
  ['docs/agent.md', `at intervals from ${REQUEST.firstRetry.seconds} to ${REQUEST.longestRetry.seconds} s`],
  ['docs/agent.md', `config.sh gets ${REGISTRATION.configStop.seconds} s more`],
  ['docs/agent.md', `For ${inWords(REGISTRATION.lateRequest)}, or a third of \`AZP_GRACE_SECONDS\``],
  ['docs/agent.md', `SIGINT every ${LISTENER.interruptRepeat.seconds} s`],
  ['docs/agent.md', `After ${LISTENER.kill.seconds} s it is killed`],
  [
    'docs/agent.md',
    `It is ended after ${LISTENER.afterJob.seconds} s, once Azure DevOps has the result; if Azure DevOps does not answer, ${inWords(LISTENER.permission)} later`,
  ],
  ['docs/agent.md', `\`register\` notices within ${inWords(WATCH.poll)}`],
  [
    'docs/agent.md',
    `| while the agent waits | ${perMinute(WATCH.earlyPoll)} a minute in the first ${inWords(WATCH.early)}, then ${perMinute(WATCH.poll)} a minute:`,
  ],
  ['docs/agent.md', `| while the job runs | ${perMinute(WATCH.poll)} a minute:`],
  ['docs/agent.md', `A hundred such agents at work make ${100 * perMinute(WATCH.poll)} calls a minute`],
  ['docs/agent.md', `it searches all processes only ${howOften(LISTENER.idleLook)}`],
  ['docs/architecture.md', `polls every ${POLLING.keda.seconds} s for jobs that no agent has received`],
  ['docs/architecture.md', `the Job is complete and is deleted after ${inWords(keepFinished)}`],
  ['docs/architecture.md', `The placeholder reaps the agent ${inWords(PLACEHOLDER.reapAfter)} later`],
  ['docs/doctor.md', `After ${OPERATE.doctor.seconds + 1} seconds the doctor ends`],
  ['docs/doctor.md', `if support ends within ${WARN.kubernetesSupport.days} days`],
  ['docs/doctor.md', `a warning below ${WARN.tokenExpiry.days} `],
  ['docs/load-test.md', `no answer for ${inWords(OPERATE.outage)}`],
  ['docs/load-test.md', `${inWords(OPERATE.leftovers)} (\`--leftovers-after\`) after the last job`],
  ['docs/placeholder.md', setting('AZP_KEEP_SECONDS', PLACEHOLDER.round.seconds)],
  ['docs/placeholder.md', setting('AZP_REAP_MINUTES', PLACEHOLDER.reapAfter.minutes)],
  ['docs/placeholder.md', `the command \`keep\`. It runs a round ${howOften(PLACEHOLDER.round)}`],
  ['docs/placeholder.md', `once it has been offline for ${PLACEHOLDER.reapAfter.minutes} minutes`],
  ['docs/placeholder.md', `An offline agent waits ${PLACEHOLDER.reapAfter.minutes} minutes`],
  ['docs/placeholder.md', `has not been offline for ${PLACEHOLDER.reapAfter.minutes} minutes yet`],
  ['docs/placeholder.md', `within \`AZP_CONFIG_SECONDS\` and ${inWords(PLACEHOLDER.hang)}`],
  ['docs/placeholder.md', `and none is begun after ${inWords(PLACEHOLDER.reaping)}`],
  ['docs/placeholder.md', `**an hour of an idle agent pool** | **${CALLS_A_ROUND * perHour(PLACEHOLDER.round)}**`],
  ['docs/placeholder.md', `| a wrong token | 1 a round, ${perHour(PLACEHOLDER.round)} an hour |`],
  [
    'docs/placeholder.md',
    `| ${perHour(WATCH.poll)}, and ${WATCH.early.minutes * (perMinute(WATCH.earlyPoll) - perMinute(WATCH.poll))} more in its first ${inWords(WATCH.early)}`,
  ],
  ['docs/node-upgrades.md', `and ${CLUSTER.drainAfterJob.minutes} minutes more`],
  ['docs/node-upgrades.md', `${CLUSTER.update.minutes} minutes + \`maxNodes\` × (drain + ${CLUSTER.nodeAfterDrain.minutes} minutes)`],
  [
    'docs/node-upgrades.md',
    `${nodeUpdateMinutes(nodePool.parse({}).maxNodes, drainMinutesFor())} minutes for the cluster: ${nodePool.parse({}).maxNodes} nodes, each with a drain of up to ${drainMinutesFor()} minutes`,
  ],
  ['docs/node-upgrades.md', `a drain of at least ${CLUSTER.defaultDrain.minutes} minutes, Azure's default`],
  ['docs/decisions/0031-long-drains.md', `${CLUSTER.update.minutes} minutes and, for each of \`maxNodes\` nodes`],
  ['docs/decisions/0031-long-drains.md', `the drain timeout and ${CLUSTER.nodeAfterDrain.minutes} minutes more`],
  ['docs/security.md', `does not end within ${WATCH.listenerEnd.seconds} s of the job's end`],
  ['docs/security.md', `does not end within ${WATCH.listenerEnd.seconds} s of the end of the job`],
  ['docs/security.md', `every ${WATCH.earlyPoll.seconds} s in the first ${inWords(WATCH.early)} and ${howOften(WATCH.poll)} after that`],
  ['docs/security.md', `It checks ${howOften(WATCH.poll)}, and less often only if`],
  ['docs/security.md', `the pod has ended about ${inWords(untilEvicted)} after the job`],
  ['docs/security.md', `looks after every agent without a pod**, ${howOften(PLACEHOLDER.round)}`],
  ['docs/security.md', `if it is offline, after ${inWords(PLACEHOLDER.reapAfter)}`],
  ['docs/security.md', `usually within ${inWords(WATCH.poll)}, if the program cannot report`],
  ['docs/security.md', `disables it again within ${inWords(WATCH.poll)} while the pod is alive`],
  ['docs/scaler.md', `otherwise after about ${SCALE_SET.longPoll.seconds} s`],
  ['docs/scaler.md', `at most ${SCALE_SET.lateEvent.seconds} s ago`],
  ['docs/scaler.md', `arrives within ${SCALE_SET.lateEvent.seconds} s after`],
  ['docs/scaler.md', `asks for it every ${SCALE_SET.takeOver.seconds} s`],
  ['docs/scaler.md', `has them within ${SCALE_SET.takeOver.seconds} s`],
  ['docs/scaler.md', `has not asked it for the number for ${SCALE_SET.unasked.seconds} s, it closes the session`],
  ['docs/scaler.md', `leaves it alone for ${SCALE_SET.handOver.seconds} s`],
  ['docs/scaler.md', `turn of about ${Math.ceil(SCALE_SET.unasked.seconds / SCALE_SET.longPoll.seconds) * SCALE_SET.longPoll.seconds} s`],
  [
    'docs/scaler.md',
    `wait up to ${SCALE_SET.takeOver.seconds} s for the number, or ${SCALE_SET.handOver.seconds} s if there is one replica`,
  ],
  ['docs/scaler.md', `takes ${3600 / SCALE_SET.longPoll.seconds} polls an hour, and ${3600 / SCALE_SET.takeOver.seconds} attempts`],
  ['docs/github.md', `asks for the session every ${SCALE_SET.takeOver.seconds} s`],
  ['docs/scaler.md', `has not answered for ${SCALE_SET.longPoll.seconds + SCALER.stale.seconds} s`],
  ['docs/scaler.md', `requests have failed for ${SCALER.stale.seconds} s`],
  ['docs/scaler.md', `waits, for ${REQUEST.firstRetry.seconds} s at first and ${REQUEST.longestRetry.seconds} s at most`],
  ['docs/scaler.md', `no count has come for ${SCALE_SET.recount.minutes} minutes`],
  ['docs/scaler.md', `So ${SCALER.failedRunner.seconds} s after its end the entry`],
  ['docs/scaler.md', `session have failed for ${SCALE_SET.givenUp.seconds} s`],
  ['docs/scaler.md', `Every ${SCALE_SET.runners.minutes} minutes, the replica with the session`],
  ['docs/scaler.md', `confirmed to be gone for ${PLACEHOLDER.reapAfter.minutes} minutes`],
  ['docs/scaler.md', `and every ${SCALER.repeatLog.minutes} minutes otherwise`],
  ['docs/scaler.md', `after ${SCALER.stale.seconds} s the replicas are not ready and answer 503`],
  ['docs/scaler.md', `grows up to ${SCALER.longestPoll.seconds} s`],
  ['docs/scaler.md', `after ${KUBELET.scalerDead.seconds} s the kubelet restarts it`],
  ['docs/scaler.md', `KEDA waits ${NUMBERS.answer.milliseconds / 1000} s for it`],
  ['docs/scaler.md', `from ${SCALER.retry.minutes} to ${SCALER.longestRetry.minutes} minutes`],
  [
    'docs/status.md',
    `and every ${SCALER.repeatLog.minutes} minutes otherwise; a decision that is older than ${OPERATE.decision.minutes} minutes`,
  ],
  ['docs/troubleshooting.md', `no node has had room for ${AGENT_POD.startUp.minutes} minutes`],
  ['docs/status.md', `repeats, every ${OPERATE.watch.seconds} seconds by default`],
  ['docs/status.md', `without \`monitoring\`: ${WARN.queue.minutes} minutes`],
  ['docs/status.md', `Pending for more than ${inWords(WARN.podPending)}`],
  ['docs/monitoring.md', `series that are stored ${howOften(PLACEHOLDER.round)}`],
  alertRow('PlaceholderMissing', (forMinutes) => `a placeholder has not been registered and disabled for ${forMinutes} minutes`),
  alertRow('ScalerFails', (forMinutes) => `KEDA has not been able to read the queue for ${forMinutes} minutes`),
  alertRow('ScalerStale', (forMinutes) => `the scaler has had no current reading of the queues for ${forMinutes} minutes`),
  alertRow('PodsCannotStart', (forMinutes) => `pods of an entry have not been able to start for ${forMinutes} minutes`),
  alertRow('ParallelJobsHoldBack', (forMinutes) => `jobs have been held back for ${forMinutes} minutes`),
  alertRow('AzureDevOpsRefuses', (forMinutes) => `Azure DevOps has answered 203, 401 or 403 for ${forMinutes} minutes`),
  alertRow('PoolAtMaximum', (forMinutes) => `an entry has had \`maxAgents\` pods for ${forMinutes} minutes`),
  alertRow('AgentWithoutPodOnline', (_, windowMinutes) => `in the last ${windowMinutes} minutes an agent was online`),
  alertRow('AzureDevOpsThrottles', (_, windowMinutes) => `Azure DevOps answered 429 in the last ${windowMinutes} minutes`),
  alertRow('JobsWaitTooLong', () => `a job waits longer than \`queueMinutes\` (${WARN.queue.minutes})`),
  alertRow('PodsPending', () => `an agent pod has been Pending for more than ${WARN.podPending.minutes} minutes`),
  alertRow('TokenExpires', () => `\`expiresOn\` is less than ${WARN.tokenExpiry.days} days away`),
  alertRow('GitHubTokenExpires', () => `\`gitHub.auth.expiresOn\` is less than ${WARN.tokenExpiry.days} days away`),
  alertRow('AgentImageOld', () => `the packages of the image were installed more than ${WARN.imageAge.days} days ago`),
  ['docs/tasks.md', `placeholder deletes it ${inWords(PLACEHOLDER.reapAfter)} later`],
  ['docs/troubleshooting.md', `once it has been offline for ${inWords(PLACEHOLDER.reapAfter)}`],
  ['docs/upgrading.md', `may take and ${inWords(CLUSTER.drainAfterJob)} more`],
  ['README.md', `polls every ${POLLING.scaler.seconds} s:<br>which jobs wait?`],
  ['README.md', `The scaler sees the job at its next poll, within ${POLLING.scaler.seconds} s`],
  ['docs/architecture.md', `S->>Q: polls every ${POLLING.scaler.seconds} s for jobs`],
  ['docs/tasks.md', `A poll of the queue every \`pollingSeconds\` (${POLLING.scaler.seconds} by default)`],
  ['docs/try.md', `The scaler polls the agent pool every ${POLLING.scaler.seconds} seconds`],
  ['docs/upgrading.md', `\`pollingSeconds\` is ${POLLING.scaler.seconds} by default, and was ${POLLING.keda.seconds}`],
  ['README.md', `the finished pod is deleted ${inWords(keepFinished)} later`],
];

test.each(SENTENCES)('%s says: %s', (page, sentence) => {
  expect(readProjectFile(page).replace(/\s+/g, ' ')).toContain(sentence);
});

test('the time line of docs/agent.md has the numbers of config/timings/', () => {
  const steps = [...readProjectFile('docs/agent.md').matchAll(/ ([A-Z_]+)\.(\w+) +(\d+) s {2}/g)];
  expect(steps.length).toBeGreaterThan(4);
  const groups: Readonly<Record<string, Readonly<Record<string, Duration>>>> = timings;
  for (const [, group = '', name = '', count] of steps) expect([name, groups[group]?.[name]?.seconds]).toEqual([name, Number(count)]);
});
