import type { Reply } from '../../fake-devops/http/call';
import type { ActionsError, RestError } from '../service-error';

/** Namespace of an exception, which is also the name of its assembly. */
function namespaceOf(typeKey: string): string {
  if (typeKey.startsWith('TaskAgent')) return 'GitHub.DistributedTask.WebApi';
  return typeKey.startsWith('Vss') ? 'GitHub.Services.Common' : 'GitHub.Actions.Runtime.WebApi';
}

/** The name by which clients recognise an exception. */
export const typeNameOf = (typeKey: string): string => `${namespaceOf(typeKey)}.${typeKey}, ${namespaceOf(typeKey)}`;

/** The error body of the Actions service (actions/scaleset, errors.go). */
export const actionsErrorReply = ({ status, typeKey, message }: ActionsError): Reply => ({
  status,
  json: { typeName: typeNameOf(typeKey), message },
});

/** The error body of the REST API. */
export const restErrorReply = ({ status, message }: Pick<RestError, 'status' | 'message'>): Reply => ({
  status,
  json: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
});

/** A body of a proxy that is not JSON. */
export const htmlReply = (status: number): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  text: '<!DOCTYPE html>\n<html><head><title>Unicorn! &middot; GitHub</title></head><body>No server is currently available</body></html>\n',
});
