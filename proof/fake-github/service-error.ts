/** A refusal of the Actions service. Its body names a .NET exception, by which clients distinguish errors. */
export class ActionsError extends Error {
  override readonly name = 'ActionsError';
  readonly status: number;
  /** Short .NET name of the exception, such as RunnerScaleSetExistsException. */
  readonly typeKey: string;

  constructor(status: number, typeKey: string, message: string) {
    super(message);
    this.status = status;
    this.typeKey = typeKey;
  }
}

/** A refusal of the REST API. Its body has a message and the status. */
export class RestError extends Error {
  override readonly name = 'RestError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const scaleSetNotFound = (id: number | string) =>
  new ActionsError(404, 'RunnerScaleSetNotFoundException', `No runner scale set found with identifier ${id}.`);

export const scaleSetExists = (name: string) =>
  new ActionsError(400, 'RunnerScaleSetExistsException', `A runner scale set with the name ${name} already exists in this runner group.`);

/** The answer to an unknown session id (actions/actions-runner-controller#4285). */
export const sessionExpired = (sessionId: string) =>
  new ActionsError(400, 'RunnerScaleSetSessionExpiredException', `The session identifier ${sessionId} is not valid.`);

/** The answer to a refresh of a session that the service has lost (actions/scaleset#123). */
export const sessionLost = () =>
  new ActionsError(404, 'RunnerAdminException', "runner referenced a session ID that doesn't exist in redis");

export const sessionConflict = (name: string, owner: string) =>
  new ActionsError(
    409,
    'RunnerScaleSetSessionConflictException',
    `The runner scale set ${name} already has an active session for owner ${owner}.`,
  );

export const runnerExists = (name: string) =>
  new ActionsError(409, 'TaskAgentExistsException', `A runner with the name ${name} already exists.`);

export const runnerNotFound = (id: number | string) =>
  new ActionsError(404, 'TaskAgentNotFoundException', `No runner found with identifier ${id}.`);

export const jobStillRunning = (name: string) =>
  new ActionsError(400, 'TaskAgentJobStillRunningException', `Runner "${name}" is still running a job`);

/** The answer to a missing, invalid or expired token of the Actions service. */
export const unauthorized = () =>
  new ActionsError(401, 'VssUnauthorizedException', 'The caller is not authorized to access this resource.');

export const badRequest = (message: string) => new ActionsError(400, 'VssPropertyValidationException', message);

export const notFound = () => new RestError(404, 'Not Found');
