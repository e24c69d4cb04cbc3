import { type AddressInfo, connect, createServer } from 'node:net';

export interface LoopbackProxy {
  /** The URL of the server, with the address of the proxy. */
  readonly url: string;
  readonly close: () => void;
}

/** Forwards connections from a loopback port to a fake, which listens at the address that pods reach. @param url URL of the fake */
export async function startLoopbackProxy(url: string): Promise<LoopbackProxy> {
  const { host, hostname, port } = new URL(url);
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: url.replace(host, address), close: () => server.close() };
}
