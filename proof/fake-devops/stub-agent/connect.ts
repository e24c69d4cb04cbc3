import { setTimeout as delay } from 'node:timers/promises';
import type { AgentServer } from './agent-server';
import { NoAnswer } from './http';
import { print, printError } from './terminal';

const MAX_ATTEMPTS = 5;
const PAUSE_MS = 100;

/**
 * Checks whether the server can be reached and accepts the credential. An unreachable server is retried without limit
 * (azure-pipelines-agent, ConfigurationManager.cs, the loop around TestConnectionAsync; AgentServer.cs).
 *
 * @throws ServiceError if the server refuses the credential
 */
export async function connect(server: AgentServer, url: string): Promise<void> {
  for (;;) {
    print('Connecting to server ...');
    try {
      return await connectOnce(server);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      printError(`SocketException occurred.\n${error.message}\nVerify whether you have (network) access to ${url}`);
    }
  }
}

async function connectOnce(server: AgentServer): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await server.connect();
    } catch (error) {
      if (attempt === MAX_ATTEMPTS) throw error;
      await delay(PAUSE_MS);
    }
  }
}
