import type { LoggedRequest } from '../../fake-devops/http/request-log';

/** Number of requests that the page shows. */
const MAX_REQUESTS = 50;

/** Whether a request is one of the page itself, which it does not show. */
export const isOfPage = ({ path }: Pick<LoggedRequest, 'path'>): boolean => path === '/' || path.startsWith('/_page/');

/** The newest requests of clients, newest first. The page shows no query, headers or bodies: they may have credentials. */
export function newestRequests(log: readonly LoggedRequest[]) {
  const newest: LoggedRequest[] = [];
  for (let index = log.length - 1; index >= 0 && newest.length < MAX_REQUESTS; index--) {
    const request = log[index];
    if (request !== undefined && !isOfPage(request)) newest.push(request);
  }
  return newest.map(({ at, method, path, status = null, user }) => ({ at, method, path, status, user }));
}
