import { type Fault, ServiceError, type ServiceErrorDetails } from '../../contract/service-error';

/** What a call needs: the scope of a personal access token, by the name that Azure DevOps' pages show, and the identity's right. */
export interface Need {
  readonly scope: string;
  readonly right: string;
}

/** What most calls need. */
export const poolNeed: Need = {
  scope: 'Agent Pools (Read & manage)',
  right: 'make the identity an Administrator of the agent pool',
};

/** What a user can do about a fault; nothing where that depends on what was asked. */
export const remediesFor = ({ scope, right }: Need): Readonly<Partial<Record<Fault, string>>> => ({
  signIn: `check the token, its scope "${scope}", that it has not expired, and the organisation`,
  absent: 'check the URL of the organisation, which ends with its name and no project, and the names and ids that were asked for',
  right: `${right}, and give a token the scope "${scope}"`,
});

/** The remedies for calls to agent pools. */
export const remedies = remediesFor(poolNeed);

export interface DevOpsErrorDetails extends ServiceErrorDetails {
  /** The server's name for the fault, such as TaskAgentNotFoundException. */
  readonly typeKey?: string;
}

/** A request to Azure DevOps without the wanted answer. */
export class DevOpsError extends ServiceError {
  override readonly name = 'DevOpsError';
  readonly typeKey: string;

  constructor(message: string, { typeKey = '', ...details }: DevOpsErrorDetails) {
    super(message, details);
    this.typeKey = typeKey;
  }
}
