import type { IncomingMessage } from 'node:http';
import { ServiceError } from '../service-error';
import type { Query } from './query';
import type { Route } from './route';

/** The latest version of the REST API that the fake accepts. */
const MAX_VERSION = 7.2;

/**
 * Checks the api-version. Reads need none. Writes need one, and resources in preview need one with `-preview` (texts:
 * actions/runner, src/Sdk).
 *
 * @throws ServiceError 400
 */
export function checkVersion(route: Route, request: IncomingMessage, query: Query): void {
  const version = query.text('api-version') ?? /;\s*api-version=([^;,\s]+)/i.exec(request.headers.accept ?? '')?.[1];
  if (version === undefined) {
    if (route.method === 'GET') return;
    throw new ServiceError(
      400,
      'VssVersionNotSpecifiedException',
      `No api-version was supplied for the "${route.method}" request. The version must be supplied either as part of the Accept header (e.g. "application/json; api-version=1.0") or as a query parameter (e.g. "?api-version=1.0").`,
    );
  }
  const [, number, preview] = /^(\d+\.\d+)(-preview(?:\.\d+)?)?$/.exec(version) ?? [];
  if (number === undefined) {
    throw new ServiceError(400, 'VssInvalidApiResourceVersionException', `The api-version "${version}" is not a version.`);
  }
  if (Number(number) > MAX_VERSION) {
    const message = `The requested REST API version of ${number} is out of range for this server. The latest REST API version this server supports is ${MAX_VERSION}.`;
    throw new ServiceError(400, 'VssVersionOutOfRangeException', message);
  }
  if (route.preview && preview === undefined) {
    throw new ServiceError(
      400,
      'VssInvalidPreviewVersionException',
      `The requested version "${version}" of the resource is under preview. The -preview flag must be supplied in the api-version for such requests. For example: "${version}-preview"`,
    );
  }
}

/** Requires the content type of JSON for a body. @throws ServiceError 400 */
export function checkContentType(route: Route, request: IncomingMessage, text: string): void {
  const type = request.headers['content-type'] ?? '';
  if (text === '' || /^application\/json\b/i.test(type)) return;
  throw new ServiceError(
    400,
    'VssRequestContentTypeNotSupportedException',
    `The request indicated a Content-Type of "${type}" for method type "${route.method}" which is not supported. Valid content types for this method are: application/json, application/json-patch+json.`,
  );
}
