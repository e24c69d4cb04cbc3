import { listen } from './health';
import { type Log, reason } from './log';

export interface LivenessServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Tells the kubelet whether the container of the job is to go on: 200 for yes, 503 for no. It is a liveness probe of that
 * container, which "register" answers: both have the pod's address. A job cannot take the port while it is held here, and it
 * is taken before any job runs. Without the port only the kubelet's part is missing: agents are disabled and deleted all the same.
 */
export async function serveLiveness(port: number, mayGoOn: () => boolean, log: Log): Promise<LivenessServer | undefined> {
  try {
    const server = await listen(port, (_, response) => {
      const yes = mayGoOn();
      response.writeHead(yes ? 200 : 503, { 'content-type': 'text/plain' }).end(yes ? 'ok\n' : 'the agent is out of service\n');
    });
    log.info('serving the liveness of the agent container', { port: server.port });
    return server;
  } catch (error) {
    log.error('the kubelet cannot ask whether the agent container is to go on', {
      reason: reason(error),
      remedy: `what in this pod listens on port ${port}? AZP_LIVE_PORT is another one`,
    });
    return undefined;
  }
}
