import { createHash } from 'node:crypto';
import type { Reply } from '../../fake-devops/http/call';

/** Adds an ETag to the answer of a GET, and returns 304 if the client has this answer (docs.github.com, "Best practices for using the REST API"). */
export function withETag(method: string, ifNoneMatch: string | undefined, reply: Reply): Reply {
  if (method !== 'GET' || reply.status !== 200) return reply;
  const etag = `W/"${createHash('sha256').update(JSON.stringify(reply.json)).digest('hex')}"`;
  const headers = { ...reply.headers, ETag: etag };
  return ifNoneMatch === etag ? { status: 304, headers } : { ...reply, headers };
}
