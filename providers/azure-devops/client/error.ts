import { type Fault, ServiceError, type ServiceErrorDetails } from '../../contract/service-error';

/** What a call requires. */
export interface Need {
  /** The scope of a personal access token, by the name on the pages of Azure DevOps. */
  readonly scope: string;
  /** How to give the identity the right, as a part of a remedy. */
  readonly right: string;
}

/** What calls to agent pools require. */
export const AGENT_POOL_NEED: Need = {
  scope: 'Agent Pools (Read & manage)',
  right: 'make the identity an Administrator of the agent pool',
};

/** What a user can do about each fault. A fault has no remedy here if that depends on the request. */
export const remediesFor = ({ scope, right }: Need): Readonly<Partial<Record<Fault, string>>> => ({
  signIn: `check the token, its scope "${scope}", that it has not expired, and the organisation`,
  absent: 'check the URL of the organisation, which ends with its name and no project, and the names and ids that were asked for',
  right: `${right}, and give a token the scope "${scope}"`,
});

/** The remedies for calls to agent pools. */
export const REMEDIES = remediesFor(AGENT_POOL_NEED);

export interface DevOpsErrorDetails extends ServiceErrorDetails {
  /** The server's name for the fault, such as TaskAgentNotFoundException. */
  readonly typeKey?: string;
}

/** A failed request to Azure DevOps. */
export class DevOpsError extends ServiceError {
  override readonly name = 'DevOpsError';
  readonly typeKey: string;

  constructor(message: string, { typeKey = '', ...details }: DevOpsErrorDetails) {
    super(message, details);
    this.typeKey = typeKey;
  }
}
