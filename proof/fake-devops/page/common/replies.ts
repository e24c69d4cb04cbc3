import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from '../../http/call';

/** Changes within this time are sent together. */
const BATCH_MS = 100;

/** The answer that has the page. The policy allows only what is in the page, and requests to the fake. */
export const pageReply = (html: string): Reply => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'",
  },
  text: html,
});

/**
 * Sends the whole state immediately, and again after every change (server-sent events).
 *
 * @param subscribe Calls back after every change, until the function that it returns is called
 */
export const stateEvents = (state: () => unknown, subscribe: (changed: () => void) => () => void): Reply => ({
  status: 200,
  headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  stream: (write, gone) => {
    let pending: NodeJS.Timeout | undefined;
    const send = () => {
      pending = undefined;
      write(`data: ${JSON.stringify(state())}\n\n`);
    };
    const unsubscribe = subscribe(() => {
      pending ??= setTimeout(send, BATCH_MS);
    });
    gone.addEventListener('abort', () => {
      unsubscribe();
      clearTimeout(pending);
    });
    send();
  },
});

/**
 * Prevents other pages in the same browser from changing anything. They can only send JSON after a CORS preflight request, which
 * the fakes do not grant.
 *
 * @param refusal Creates the error of the fake
 * @throws what `refusal` returns
 */
export function checkSameOrigin({ headers }: { readonly headers: IncomingHttpHeaders }, refusal: (message: string) => Error): void {
  if (headers['content-type'] !== 'application/json') throw refusal('The content type must be application/json.');
}
