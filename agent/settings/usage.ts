import { FOLDERS, PLACEHOLDER_SERVER, SCALER_SERVER } from '../../config/pod-contract';
import { DEREGISTRATION, IDLE, PLACEHOLDER, POLLING, REGISTRATION } from '../../config/timings';

/** The arguments or settings are wrong. The caller has to change them; a retry does not help. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `usage: agent [register | run | keep | scale | --once]

  register  registers an agent, hands its key to "run", makes sure that it runs only one job, deregisters it;
            with AZP_GITHUB_URL, "register" and "run" do so for a runner of GitHub
  run       runs one job with the key that "register" handed over
  keep      keeps a disabled placeholder agent registered, reaps agents whose pods have ended, exposes metrics
  scale     counts the jobs of all entries for KEDA, and tells idle agents whether they may stay
  (none)    registers an agent, runs one job and deregisters it, all in one container; "--once" means the same

Settings are environment variables.
  organisation  AZP_URL; AZP_POOL or AZP_POOL_ID; AZP_AGENT_NAME (host name)
  credential    one of: AZP_TOKEN_FILE; AZP_TOKEN; AZP_CLIENTID, AZP_CLIENTSECRET, AZP_TENANTID;
                AZURE_CLIENT_ID, AZURE_TENANT_ID, AZURE_FEDERATED_TOKEN_FILE (workload identity)
  GitHub        AZP_GITHUB_URL in place of AZP_URL; AZP_SCALE_SET; AZP_RUNNER_GROUP (Default); AZP_AGENT_NAME (host name)
                credential: AZP_GITHUB_TOKEN_FILE; or AZP_GITHUB_KEY_FILE, AZP_GITHUB_CLIENT_ID, AZP_GITHUB_INSTALLATION_ID
  capabilities  AZP_CAPABILITIES, one "name=value" or "name" a line
  folders       AZP_AGENT_HOME (${FOLDERS.agent} or ${FOLDERS.runner}), AZP_WORK (${FOLDERS.work}), AZP_HANDOVER (${FOLDERS.handover})
  limits        AZP_IDLE_MINUTES (${IDLE.program.minutes}), AZP_GRACE_SECONDS (${DEREGISTRATION.limit.seconds}),
                AZP_CONFIG_SECONDS (${REGISTRATION.limit.seconds}), AZP_READY_SECONDS (${REGISTRATION.handover.seconds}),
                AZP_JOB_MINUTES (no limit): register has a job that takes longer cancelled
  scaler        AZP_SCALER_URL: register asks it whether an agent without a job may stay
  Kubernetes    AZP_NAMESPACE: register marks its pod as taken, keep lists the pods that are alive;
                AZP_READINESS_PORT: register opens it when the job has begun;
                AZP_EVICT, AZP_STATE: folders where register makes the kubelet evict its pod, and records its handover
  keep          AZP_KEEP_SECONDS (${PLACEHOLDER.round.seconds}), AZP_REAP_MINUTES (${PLACEHOLDER.reapAfter.minutes}),
                AZP_AGENT_NAME_PREFIX, AZP_HEALTH_PORT (${PLACEHOLDER_SERVER.port}): ${PLACEHOLDER_SERVER.alive}, ${PLACEHOLDER_SERVER.ready}, ${PLACEHOLDER_SERVER.metrics}
  scale         AZP_ENTRIES (JSON, written by the agents stack), AZP_IMAGE, AZP_RUNNER_IMAGE, AZP_POLL_SECONDS (${POLLING.scaler.seconds}),
                AZP_PARALLEL_JOBS (bought, unlimited or a number), AZP_REAP_MINUTES (${PLACEHOLDER.reapAfter.minutes}) for runners,
                AZP_NAMESPACE, AZP_HEALTH_PORT (${SCALER_SERVER.port})
`;
