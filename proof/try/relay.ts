import { createConnection, createServer, type NetConnectOpts, type Server } from 'node:net';

/** Sent to a browser while the other side does not listen yet. The browser asks again every two seconds. */
const NOT_YET = [
  'HTTP/1.1 503 Service Unavailable',
  'content-type: text/html; charset=utf-8',
  'refresh: 2',
  'connection: close',
  '',
  '<!DOCTYPE html><title>Starting</title><p>The cluster is starting. The terminal shows how far it is.</p>',
].join('\r\n');

/** Returns a server, not listening yet, that connects each of its connections to another address. */
export function relayTo(target: NetConnectOpts): Server {
  return createServer((client) => {
    const upstream = createConnection(target);
    let isConnected = false;
    upstream.once('connect', () => {
      isConnected = true;
      client.pipe(upstream).pipe(client);
    });
    upstream.on('error', () => (isConnected ? client.destroy() : client.end(NOT_YET)));
    client.on('error', () => upstream.destroy());
    client.once('close', () => upstream.destroy());
  });
}

/** Whether something listens there. */
export function listensAt(target: NetConnectOpts): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(target);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
