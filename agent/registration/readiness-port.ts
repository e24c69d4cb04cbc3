import { once } from 'node:events';
import { createServer } from 'node:net';
import { WATCH } from '../../config/timings';
import { reason } from '../../lib/reason';
import type { Runtime } from '../process/runtime';

export interface ReadinessPort {
  readonly port: number;
  /** Whether the agent's job has begun. */
  readonly hasBegun: () => boolean;
}

/**
 * Opens a TCP port when the job has begun, and closes it when the container is asked to stop. The kubelet connects to it: the pod
 * is ready from the start of its job. The port stays open even if a job deletes the flag that says so.
 *
 * The containers of a pod share their ports, so a job may have taken this one. The kubelet then connects to the job, which is as
 * good. The port is tried again, because the job may give it back.
 */
export async function serveReadiness({ port, hasBegun }: ReadinessPort, { clock, log, stop }: Runtime): Promise<void> {
  while (!hasBegun()) {
    if (stop.aborted) return;
    await clock.sleep(WATCH.begun.milliseconds, stop);
  }
  const server = createServer((socket) => socket.destroy());
  // Once the port is open, an error is that of one connection.
  server.on('error', () => {});
  while (!stop.aborted) {
    try {
      server.listen(port);
      await once(server, 'listening');
      log.info('the pod is ready: its job has begun', { port });
      break;
    } catch (error) {
      log.warn('cannot open the port by which the kubelet sees that the job has begun', { port, reason: reason(error) });
      await clock.sleep(WATCH.portRetry.milliseconds, stop);
    }
  }
  if (!stop.aborted) await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }));
  server.close();
}
