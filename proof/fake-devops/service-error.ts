/** A refusal with the text of Azure DevOps. The http layer converts it to the documented error body. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly status: number;
  /** Short .NET name of the exception, such as TaskAgentNotFoundException. Clients distinguish errors by it. */
  readonly typeKey: string;
  /** Additional fields of the body, such as customProperties. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: number, typeKey: string, message: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.status = status;
    this.typeKey = typeKey;
    this.extra = extra;
  }
}

export const agentNotFound = (poolId: number, agentId: number | string) =>
  new ServiceError(404, 'TaskAgentNotFoundException', `No agent found for pool ${poolId} with identifier ${agentId}.`);

export const poolNotFound = (poolId: number | string) =>
  new ServiceError(404, 'TaskAgentPoolNotFoundException', `No agent pool found with identifier ${poolId}.`);

export const requestNotFound = (requestId: number | string) =>
  new ServiceError(404, 'TaskAgentJobNotFoundException', `No agent request found with identifier ${requestId}.`);

export const sessionExpired = (sessionId: string) =>
  new ServiceError(400, 'TaskAgentSessionExpiredException', `The session ${sessionId} has expired.`);

export const accessDenied = (user: string, permission: string) =>
  new ServiceError(
    403,
    'AccessDeniedException',
    `Access denied. ${user} needs ${permission} permissions to perform the action. For more information, contact the Azure DevOps Server administrator.`,
  );

/** Refuses the token of a deleted agent. */
export const unauthorizedAgent = () =>
  new ServiceError(401, 'UnauthorizedRequestException', "TF400813: The user '' is not authorized to access this resource.");

export const badRequest = (message: string) => new ServiceError(400, 'VssPropertyValidationException', message);

export const buildNotFound = (id: number) =>
  new ServiceError(404, 'BuildNotFoundException', `The requested build ${id} could not be found.`);

export const projectNotFound = (name: string) =>
  new ServiceError(
    404,
    'ProjectDoesNotExistWithNameException',
    `TF200016: The following project does not exist: ${name}. Verify that the name of the project is correct and that the project exists on the specified Azure DevOps Server.`,
  );
