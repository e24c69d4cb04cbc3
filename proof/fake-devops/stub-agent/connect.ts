import { setTimeout as delay } from 'node:timers/promises';
import type { AgentServer } from './agent-server';
import { NoAnswer } from './http';
import { say, sayError } from './terminal';

const attempts = 5;
const attemptMs = 100;

/**
 * Finds out whether the server can be reached and takes the credential. An unreachable host is asked for ever
 * (azure-pipelines-agent, ConfigurationManager.cs, the loop round TestConnectionAsync; AgentServer.cs).
 *
 * @throws ServiceError when the server refuses
 */
export async function connect(server: AgentServer, url: string): Promise<void> {
  for (;;) {
    say('Connecting to server ...');
    try {
      return await connectOnce(server);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      sayError(`SocketException occurred.\n${error.message}\nVerify whether you have (network) access to ${url}`);
    }
  }
}

async function connectOnce(server: AgentServer): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await server.connect();
    } catch (error) {
      if (attempt === attempts) throw error;
      await delay(attemptMs);
    }
  }
}
