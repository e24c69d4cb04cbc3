import type { Scope } from '../state/scope';
import type { Mode } from '../state/store';

/** Path of the Actions service of a scope. */
export const SERVICE_PATH = '/_services/:tenant';

/** Path of the message queues of sessions. */
export const QUEUE_PATH = '/_queue/scalesets/message';

/** Path of the service for runners. */
export const RUNNER_PATH = '/_runner';

/** URL of the Actions service of a scope. That of github.com ends with a slash; that of GitHub Enterprise Server does not. */
export const serviceUrl = (origin: string, { id }: Scope, mode: Mode): string => `${origin}/_services/${id}${mode === 'direct' ? '/' : ''}`;
