import type { ServiceError } from '../service-error';
import type { Reply } from './call';

const TENANT_ID = 'f4a3e0de-0000-4000-8000-000000000044';

/** Namespace of an exception, which is also the name of its assembly. */
const namespaceOf = (typeKey: string) =>
  typeKey.startsWith('Task') ? 'Microsoft.TeamFoundation.DistributedTask.WebApi' : 'Microsoft.VisualStudio.Services.Common';

/** The documented error body. */
export function errorReply({ status, typeKey, message, extra }: ServiceError, headers: Reply['headers'] = {}): Reply {
  const namespace = namespaceOf(typeKey);
  const typeName = `${namespace}.${typeKey}, ${namespace}`;
  return {
    status,
    headers,
    json: { $id: '1', innerException: null, message, typeName, typeKey, errorCode: 0, eventId: 3000, ...extra },
  };
}

/** The headers of every 401: three challenges and the reason. */
export const challenge = (reason: string): Record<string, string | string[]> => ({
  'WWW-Authenticate': [
    `Bearer authorization_uri=https://login.microsoftonline.com/${TENANT_ID}`,
    'Basic realm="https://tfsprodweu1.visualstudio.com/"',
    'TFS-Federated',
  ],
  'X-TFS-ServiceError': encodeURIComponent(reason),
});

/** Answer to an unknown, revoked or malformed personal access token (kedacore/keda#3159). */
export const unauthorised = (): Reply => ({
  status: 401,
  headers: challenge("TF400813: The user '' is not authorized to access this resource."),
});

/** The sign-in page for browsers. Azure DevOps also returns it, with status 203, for an invalid Bearer token. */
export const signInPage = (): Reply => ({
  status: 203,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  text: '<!DOCTYPE html>\n<html lang="en-US"><head><title>Azure DevOps Services | Sign In</title></head><body>Sign in</body></html>\n',
});

/** Path of the sign-in page. */
export const SIGN_IN_PATH = '/_signin';

/** Answer to a request without credentials. `url` is the requested URL. */
export const redirectToSignIn = (origin: string, url: string): Reply => ({
  status: 302,
  headers: { location: `${origin}${SIGN_IN_PATH}?realm=dev.azure.com&reply_to=${encodeURIComponent(url)}` },
});
