import type { IncomingHttpHeaders } from 'node:http';
import type { Query } from '../../fake-devops/http/query';
import { ActionsError, RestError } from '../service-error';

/** The version of the Actions service that the official client requests (actions/scaleset, client.go). */
export const API_VERSION = '6.0-preview';

/** Checks version and content type of a call of the Actions service. @throws ActionsError 400 or 415 */
export function checkServiceCall(query: Query, headers: IncomingHttpHeaders, text: string): void {
  const version = query.text('api-version');
  if (version !== API_VERSION) {
    const message = `The api-version must be ${API_VERSION} in the query, got "${version ?? ''}".`;
    throw new ActionsError(400, version === undefined ? 'VssVersionNotSpecifiedException' : 'VssVersionOutOfRangeException', message);
  }
  if (text !== '' && !/^application\/json\b/i.test(headers['content-type'] ?? '')) {
    const message = `The Content-Type "${headers['content-type'] ?? ''}" is not supported: use application/json.`;
    throw new ActionsError(415, 'VssRequestContentTypeNotSupportedException', message);
  }
}

/** The REST API refuses requests without a User-Agent. @throws RestError 403 */
export function checkUserAgent(headers: IncomingHttpHeaders): void {
  if ((headers['user-agent'] ?? '') !== '') return;
  throw new RestError(
    403,
    'Request forbidden by administrative rules. Please make sure your request has a User-Agent header (https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required).',
  );
}
