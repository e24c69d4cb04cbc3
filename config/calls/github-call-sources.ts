import { SCALER_REPLICAS } from '../pod-contract';
import { SCALE_SET, WATCH } from '../timings';
import type { Config } from '../types';
import { anHour, type CallAssumptions, type CallSource, USUAL } from './call-sources';

/** The part of a config on which the calls depend. */
type CallingGitHub = Pick<Config, 'runnerPools' | 'gitHub'>;

/** A job is assigned, begins and ends. Each may be a message of its own, which is acknowledged and followed by another poll. */
const MESSAGES = 3;
const MESSAGE_CALLS = 2;

/** The calls of one sign-in (providers/github/client/registration.ts). */
const SIGN_IN_CALLS = { app: 3, pat: 2 } as const;

/** Looking up the runner group, unless it is `Default`, and the scale set, and the JIT configuration. */
const GROUP_CALLS = 1;
const REGISTRATION_CALLS = 2;
const REMOVAL_CALLS = 1;

/** Everything that calls GitHub with the App or the token of the deployment, once it runs. The listeners of runners have keys of their own. */
export function gitHubCallSources(
  config: CallingGitHub,
  { jobMinutes }: Pick<CallAssumptions, 'jobMinutes'> = USUAL,
): readonly CallSource[] {
  const pools = config.runnerPools.length;
  if (pools === 0) return [];
  const standbys = SCALER_REPLICAS - 1;
  return [
    {
      caller: 'scaler',
      what: `polls: 1 for each runner pool, every ${SCALE_SET.longPoll.seconds} s without news; with news, ${MESSAGE_CALLS} for each message, of which a job has up to ${MESSAGES}`,
      idle: pools * anHour(SCALE_SET.longPoll),
      perJob: MESSAGES * MESSAGE_CALLS,
    },
    {
      caller: 'scaler',
      what: `attempts to open the session: 1 for each runner pool and each replica without it (${standbys} of ${SCALER_REPLICAS}), every ${SCALE_SET.takeOver.seconds} s`,
      idle: standbys * pools * anHour(SCALE_SET.takeOver),
    },
    {
      caller: 'scaler',
      what: `lists of runners: 1 for each replica that has sessions, every ${SCALE_SET.runners.minutes} min; counted for one`,
      idle: anHour(SCALE_SET.runners),
    },
    registrarSource(config, jobMinutes),
  ];
}

/** The job begins before the first poll of its registrar: a runner is created for a job that waits already. */
function registrarSource({ runnerPools, gitHub }: CallingGitHub, jobMinutes: number): CallSource {
  const signIn = SIGN_IN_CALLS[gitHub?.auth.kind ?? 'app'];
  // At most: it is not known which runner pool has the jobs.
  const group = runnerPools.some(({ runnerGroup }) => runnerGroup.toLowerCase() !== 'default') ? GROUP_CALLS : 0;
  const polls = Math.floor((jobMinutes * 60) / WATCH.poll.seconds);
  return {
    caller: 'registrars',
    what: `each job of ${jobMinutes} min: ${signIn} to sign in, ${group + REGISTRATION_CALLS} to register, ${polls} while it runs, ${REMOVAL_CALLS} to remove the runner`,
    idle: 0,
    perJob: signIn + group + REGISTRATION_CALLS + polls + REMOVAL_CALLS,
  };
}
