import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** Name of the agent pool in the fake Azure DevOps, and of the entry of the config. */
export const POOL = 'linux';
/** How long each job runs. */
const JOB_SECONDS = 15;

/**
 * Queues jobs as the page does.
 * @param socket path of the Unix socket that leads to the fake Azure DevOps
 * @throws Error if the fake does not answer or refuses
 */
export async function queueJobs(socket: string, count: number): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const sent = request({ socketPath: socket, path: '/_page/jobs', method: 'POST', headers });
  sent.end(JSON.stringify({ pool: POOL, count, seconds: JOB_SECONDS }));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const body = await text(response);
  if (response.statusCode !== 200) throw new Error(`no job was queued: the fake Azure DevOps answered ${response.statusCode}: ${body}`);
}
