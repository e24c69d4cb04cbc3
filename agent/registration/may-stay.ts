import { get, type IncomingMessage } from 'node:http';
import * as z from 'zod/mini';
import { SCALER_SERVER } from '../../config/pod-contract';
import { STAY } from '../../config/timings';
import { reason } from '../../lib/reason';
import { retrying } from '../../providers/contract/retrying';
import type { Runtime } from '../process/runtime';

export interface StayQuestion {
  /** Without a trailing slash. */
  readonly scalerUrl: string;
  readonly agentName: string;
}

const answerShape = z.strictObject({ stay: z.boolean() });

/** An answer has some twenty bytes. */
const MAX_BYTES = 1024;

/** No answer yet: another replica may give one. */
class NoAnswer extends Error {}

/**
 * Asks the scaler whether an agent without a job may stay. Only the answer that it may makes it stay: an agent that nobody
 * wants costs money, and one too few is made again. The question is repeated for some time if there is no answer (refused,
 * reset or timed out) or the server has an error (5xx): one of two replicas may be restarting. Never rejects.
 */
export async function mayStay(question: StayQuestion, { clock, log, stop }: Pick<Runtime, 'clock' | 'log' | 'stop'>): Promise<boolean> {
  const options = {
    clock,
    deadline: clock.now() + STAY.limit.milliseconds,
    stop,
    onWait: () => {},
    isRetryable: (error: unknown) => error instanceof NoAnswer,
  };
  try {
    const stay = await retrying(() => ask(question, stop), options);
    if (!stay) log.info('the scaler does not need this agent any more');
    return stay;
  } catch (error) {
    if (!stop.aborted) log.warn('the scaler does not tell whether the agent may stay, so it leaves', { reason: reason(error) });
    return false;
  }
}

/** Asks once. Follows no redirect, and uses no proxy: the scaler is in the same cluster. */
function ask({ scalerUrl, agentName }: StayQuestion, stop: AbortSignal): Promise<boolean> {
  const url = `${scalerUrl}${SCALER_SERVER.agents}${encodeURIComponent(agentName)}`;
  const signal = AbortSignal.any([stop, AbortSignal.timeout(STAY.answer.milliseconds)]);
  return new Promise((resolve, reject) => {
    const noAnswer = (error: unknown) => reject(new NoAnswer(`no answer from ${url}: ${reason(error)}`));
    // A connection of its own for each question: a kept one would always lead to the same replica.
    get(url, { agent: false, signal, headers: { accept: 'application/json' } }, (response) => {
      response.on('error', noAnswer);
      readBody(response).then((body) => resolve(readAnswer(url, response.statusCode ?? 0, body)), noAnswer).catch(reject);
    }).on('error', noAnswer);
  });
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error(`the answer has more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** @throws unless it is an answer to the question */
function readAnswer(url: string, status: number, body: string): boolean {
  if (status >= 500) throw new NoAnswer(`${url} answered ${status}`);
  if (status !== 200) throw new Error(`${url} answered ${status}`);
  return answerShape.parse(JSON.parse(body)).stay;
}
