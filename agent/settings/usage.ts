import { DEREGISTRATION, IDLE, PLACEHOLDER, REGISTRATION } from '../../config/timings';

/** Thrown when the program was called wrongly: the caller has to change something, a retry is no use. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const usage = `usage: agent [register | run | keep | --once]

  register  registers an agent, hands its key to "run", sees to it that it runs one job, deregisters
  run       runs one job with the credentials that "register" handed over
  keep      keeps a disabled placeholder agent registered, deletes agents whose pods have ended, shows metrics
  (none)    registers, runs one job and deregisters, all in one container; "--once" says the same

Settings are environment variables.
  organisation  AZP_URL; AZP_POOL or AZP_POOL_ID; AZP_AGENT_NAME (host name)
  credential    one of: AZP_TOKEN_FILE; AZP_TOKEN; AZP_CLIENTID, AZP_CLIENTSECRET, AZP_TENANTID;
                AZURE_CLIENT_ID, AZURE_TENANT_ID, AZURE_FEDERATED_TOKEN_FILE (workload identity)
  capabilities  AZP_CAPABILITIES, one "name=value" or "name" a line
  folders       AZP_AGENT_HOME (/azp/agent), AZP_WORK (/azp/_work), AZP_HANDOVER (/azp/handover)
  limits        AZP_IDLE_MINUTES (${IDLE.program.minutes}), AZP_GRACE_SECONDS (${DEREGISTRATION.limit.seconds}),
                AZP_CONFIG_SECONDS (${REGISTRATION.limit.seconds}), AZP_READY_SECONDS (${REGISTRATION.handover.seconds})
  Kubernetes    AZP_NAMESPACE: register marks its pod as taken, keep looks which pods live;
                AZP_EVICT, AZP_STATE: folders by which register ends its pod, and remembers its handover
  keep          AZP_KEEP_SECONDS (${PLACEHOLDER.round.seconds}), AZP_REAP_MINUTES (${PLACEHOLDER.reapAfter.minutes}),
                AZP_AGENT_NAME_PREFIX, AZP_HEALTH_PORT (8080): /healthz, /readyz, /metrics
`;
