import { get, type IncomingMessage } from 'node:http';
import * as z from 'zod/mini';
import { SCALER_SERVER } from '../../config/pod-contract';
import { STAY } from '../../config/timings';
import { reason } from '../../lib/reason';
import { retrying } from '../../providers/contract/retrying';
import type { Runtime } from '../process/runtime';
import type { Noun } from './noun';

export interface StayQuestion {
  /** Without a trailing slash. */
  readonly scalerUrl: string;
  readonly agentName: string;
  /** What asks, for the log. */
  readonly noun: Noun;
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
    const stay = await retrying(() => ask(question), options);
    if (!stay) log.info(`the scaler does not need this ${question.noun} any more`);
    return stay;
  } catch (error) {
    if (!stop.aborted) log.warn(`the scaler does not tell whether the ${question.noun} may stay, so it leaves`, { reason: reason(error) });
    return false;
  }
}

/** Asks once. Follows no redirect, and uses no proxy: the scaler is in the same cluster. @throws unless it answers the question */
async function ask({ scalerUrl, agentName }: Omit<StayQuestion, 'noun'>): Promise<boolean> {
  const url = `${scalerUrl}${SCALER_SERVER.agents}${encodeURIComponent(agentName)}`;
  const { status, body } = await answerTo(url).catch((error: unknown) => {
    throw new NoAnswer(`no answer from ${url}: ${reason(error)}`);
  });
  if (status >= 500) throw new NoAnswer(`${url} answered ${status}`);
  if (status !== 200) throw new Error(`${url} answered ${status}`);
  if (body === undefined) throw new Error(`${url} answered with more than ${MAX_BYTES} bytes`);
  return answerShape.parse(JSON.parse(body)).stay;
}

/** The status, and the body unless it is too long. */
async function answerTo(url: string): Promise<{ readonly status: number; readonly body: string | undefined }> {
  const signal = AbortSignal.timeout(STAY.answer.milliseconds);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    // A connection of its own for each question: a kept one would always lead to the same replica.
    get(url, { agent: false, signal, headers: { accept: 'application/json' } }, resolve).on('error', reject);
  });
  const status = response.statusCode ?? 0;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) return { status, body: undefined };
    chunks.push(chunk);
  }
  return { status, body: Buffer.concat(chunks).toString('utf8') };
}
