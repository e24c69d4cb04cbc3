import {
  AGENT_POD,
  CLUSTER,
  DEREGISTRATION,
  GITHUB_CALL,
  JOB_LIMIT,
  KUBELET,
  LISTENER,
  OPERATE,
  PLACEHOLDER,
  REGISTRATION,
  REQUEST,
  SCALE_SET,
  STAY,
  WARN,
  WATCH,
} from '../../config/timings';
import { minutes } from '../../lib/duration';
import { projectFiles, readProjectFile } from '../pipelines/project-files';

const seconds = (...parts: readonly { readonly seconds: number }[]) => parts.reduce((sum, part) => sum + part.seconds, 0);

describe('a pod ends in time', () => {
  test('a pod has time to deregister its agent after its longest job', () => {
    expect(AGENT_POD.afterJob.seconds).toBeGreaterThanOrEqual(seconds(DEREGISTRATION.limit, REQUEST.azureDevOps));
  });

  test('a drain waits until the pod has ended', () => {
    expect(CLUSTER.drainAfterJob.seconds).toBeGreaterThan(seconds(JOB_LIMIT.exceed, JOB_LIMIT.cancel, AGENT_POD.afterJob));
  });

  test('Terraform waits for the cluster at least as long as azurerm does by default', () => {
    expect(CLUSTER.update.seconds).toBeGreaterThanOrEqual(minutes(90).seconds);
  });

  test('the registrar waits for as long as run may take to end a listener', () => {
    expect(WATCH.listenerEnd.seconds).toBeGreaterThan(seconds(LISTENER.afterJob, LISTENER.kill));
  });

  test('a job that is cancelled has time to report that', () => {
    expect(JOB_LIMIT.cancel.seconds).toBeGreaterThan(seconds(LISTENER.calmPoll, LISTENER.afterJob));
  });

  test('a listener is asked to stop more than once before it is killed', () => {
    expect(LISTENER.kill.seconds).toBeGreaterThan(2 * LISTENER.interruptRepeat.seconds);
  });
});

test('the placeholder has time to end config.sh', () => {
  expect(KUBELET.placeholderStop.seconds).toBeGreaterThan(seconds(REGISTRATION.configStop, REQUEST.kubernetes));
});

test.each([
  [KUBELET.placeholderStart, KUBELET.placeholderProbe],
  [KUBELET.placeholderDead, KUBELET.placeholderProbe],
  [KUBELET.agentUnready, KUBELET.agentProbe],
])('%j is a whole number of probes', (time, probe) => {
  expect(time.seconds % probe.seconds).toBe(0);
});

describe('a pod begins in time', () => {
  test('run waits for longer than a registration may take', () => {
    expect(REGISTRATION.handover.seconds).toBeGreaterThan(REGISTRATION.limit.seconds);
  });

  test('a Job has time for a new node before its agent is handed over', () => {
    expect(AGENT_POD.startUp.seconds).toBeGreaterThan(seconds(REGISTRATION.handover, WARN.podPending));
  });

  test('after a config.sh is killed, there is time to delete what it registered', () => {
    expect(REGISTRATION.lateRequest.seconds).toBeLessThanOrEqual(DEREGISTRATION.limit.seconds / 3);
  });
});

test('a scaler is asked again before it may be asked for the next time', () => {
  expect(STAY.limit.seconds).toBeGreaterThan(2 * STAY.answer.seconds);
  expect(STAY.limit.seconds).toBeLessThan(STAY.again.seconds);
});

describe('the sessions of scale sets', () => {
  test('are closed before the scaler is killed', () => {
    expect(KUBELET.scalerStop.seconds).toBeGreaterThan(SCALE_SET.close.seconds);
  });

  test('are taken over within two minutes after a crash', () => {
    // From the last poll on, as measured by others: at most 92 seconds.
    expect(92 + SCALE_SET.takeOver.seconds).toBeLessThan(minutes(2).seconds);
  });

  test('have polls that GitHub ends before the client gives up', () => {
    expect(GITHUB_CALL.poll.seconds).toBeGreaterThan(SCALE_SET.longPoll.seconds);
  });

  test('remember a lost runner for longer than GitHub takes to notice, and look for its registration several times before that', () => {
    expect(SCALE_SET.lostRunner.seconds).toBeGreaterThan(minutes(15).seconds);
    expect(SCALE_SET.lostRunner.seconds).toBeGreaterThan(SCALE_SET.recount.seconds);
    expect(PLACEHOLDER.reapAfter.seconds).toBeGreaterThanOrEqual(3 * SCALE_SET.runners.seconds);
  });
});

describe('a round of the placeholder', () => {
  test('ends before its liveness probe fails, even if every call takes as long as it may', () => {
    // The agent pool (managed, then visible), the agents, disabling the placeholder, the jobs.
    const calls = 5 * REQUEST.azureDevOps.seconds;
    // Disabling, reading and deleting the last agent of the round.
    const lastAgent = 3 * REQUEST.azureDevOps.seconds;
    expect(PLACEHOLDER.hang.seconds).toBeGreaterThan(calls + seconds(PLACEHOLDER.reaping) + lastAgent + REQUEST.kubernetes.seconds);
  });

  test('several rounds see an agent offline before one deletes it', () => {
    expect(PLACEHOLDER.reapAfter.seconds).toBeGreaterThanOrEqual(10 * PLACEHOLDER.round.seconds);
  });

  test('an agent that ends as it should is gone before it counts as left behind', () => {
    expect(PLACEHOLDER.reapAfter.seconds).toBeGreaterThan(seconds(AGENT_POD.afterJob, PLACEHOLDER.hang));
  });
});

test('a job is reported as waiting too long only after a Pending pod is', () => {
  expect(WARN.queue.seconds).toBeGreaterThan(WARN.podPending.seconds);
});

test('a wait after a failure never exceeds what a server may ask for', () => {
  expect(WATCH.retry.seconds).toBeLessThan(WATCH.longestRetry.seconds);
  expect(WATCH.longestRetry.seconds).toBeLessThanOrEqual(REQUEST.longestRetryAfter.seconds);
});

test('the early polls are more frequent, and end', () => {
  expect(WATCH.earlyPoll.seconds).toBeLessThan(WATCH.poll.seconds);
  expect(WATCH.early.seconds).toBeLessThan(minutes(5).seconds);
});

describe('the commands of operators', () => {
  test('a check of the doctor has time for one call, and all checks end within 15 seconds', () => {
    expect(OPERATE.call.seconds).toBeLessThan(OPERATE.check.seconds);
    expect(OPERATE.check.seconds).toBeLessThan(OPERATE.doctor.seconds);
    expect(OPERATE.doctor.seconds).toBeLessThan(15);
  });

  test('a token of the Azure CLI is used for less time than any has left', () => {
    expect(OPERATE.tokenUse.seconds).toBeLessThan(minutes(5).seconds);
  });

  test('the load test counts agents left behind when those that deregister are gone', () => {
    expect(OPERATE.leftovers.seconds).toBeGreaterThanOrEqual(AGENT_POD.afterJob.seconds);
  });
});

/** Lengths of time that stand elsewhere, each with its reason. */
const ELSEWHERE: readonly string[] = [
  // What the API server itself gives to such volumes.
  'constructs/pods/pod-account.ts: TOKEN_SECONDS = 3607',
  // The longest timer of Node.js.
  'lib/clock.ts: LONGEST_MS = 2',
  // How often progress is printed.
  'operate/load-test/leftovers.ts: COUNTDOWN_SECONDS = 10',
  'operate/load-test/progress.ts: QUIET_MS = 3000',
  'operate/lib/status-line.ts: FRAME_MS = 100',
  'scripts/lib/with-progress.ts: HEARTBEAT_MS = 10',
  // Colours of the dashboard, before the threshold of a warning.
  'monitoring/dashboard/rows.ts: minutes(5',
  'monitoring/dashboard/rows.ts: days(21',
];

test('no other file of the product chooses a length of time', () => {
  const choice = /\b\w+_(?:MS|SECONDS|MINUTES|HOURS|DAYS) = \(?\d+|\b(?:milliseconds|seconds|minutes|days)\(\d+/g;
  const files = projectFiles(/^(agent|config|constructs|lib|monitoring|operate|providers|scripts|stacks)\/.*\.ts$/);
  const found = files
    .filter((file) => !file.startsWith('config/timings/'))
    .flatMap((file) => [...readProjectFile(file).matchAll(choice)].map(([text]) => `${file}: ${text}`));
  expect(found.toSorted()).toEqual(ELSEWHERE.toSorted());
});
