import { rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { KubernetesApi } from '../../../agent/kubernetes/kubernetes-api';
import { selfSigned } from './certificate';
import { temporaryFolder } from './fakes';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** A Kubernetes API server whose answers the test sets, and the folder of a matching service account. */
export class ApiServer {
  readonly asked: Asked[] = [];
  /** The folder of the service account. */
  readonly folder = temporaryFolder();
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => void response.end('{}');
  readonly #server: Server;

  private constructor() {
    const certificate = selfSigned();
    this.#server = createServer(certificate, async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { authorization, 'content-type': contentType } = request.headers;
      this.asked.push({ method: request.method ?? '', url: request.url ?? '', authorization, contentType, body });
      this.answer(request, response);
    });
    writeFileSync(join(this.folder, 'token'), 'first\n');
    writeFileSync(join(this.folder, 'ca.crt'), certificate.cert);
  }

  static async start(): Promise<ApiServer> {
    const server = new ApiServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  api(timeoutMs = 5000): KubernetesApi {
    const { port } = this.#server.address() as AddressInfo;
    return { host: '127.0.0.1', port, namespace: 'agents', accountFolder: this.folder, timeoutMs };
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
    rmSync(this.folder, { recursive: true });
  }
}
