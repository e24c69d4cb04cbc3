import { type Call, emptyReply, idIn, ok } from '../http/call';
import { API_VERSION } from '../http/checks';
import type { Route } from '../http/route';
import { badRequest, unauthorized } from '../service-error';
import type { QueuedMessage } from '../state/message-queue';
import type { ScaleSet } from '../state/scale-set';
import type { MessageAnswer } from '../switches/message-changes';
import type { Services } from './services';
import { QUEUE_PATH } from './urls';
import { statisticsIn } from './views';

/** The messages of a session: poll and acknowledge. */
export function queueRoutes(services: Services): Route[] {
  const { queueSessions, messageChanges } = services;
  return [
    {
      method: 'GET',
      path: QUEUE_PATH,
      access: 'queue',
      handle: async (call) => {
        checkAccept(call);
        const sessionId = sessionIn(call);
        const set = queueSessions.scaleSetOf(sessionId);
        const generation = call.query.number('generation') ?? 0;
        const message = await queueSessions.poll(sessionId, { capacity: capacityIn(call), generation, gone: call.gone });
        return message === undefined ? emptyReply(202) : ok(messageChanges.apply(messageAnswer(message, set, services)));
      },
    },
    {
      method: 'DELETE',
      path: `${QUEUE_PATH}/:message`,
      access: 'queue',
      handle: (call) => {
        queueSessions.acknowledge(sessionIn(call), idIn(call, 'message'));
        return emptyReply(204);
      },
    },
  ];
}

/** The session of the token, which the query must name. @throws ActionsError 401 */
function sessionIn({ identity, query }: Call): string {
  if (identity.kind !== 'queue' || identity.sessionId !== query.text('sessionId')) throw unauthorized();
  return identity.sessionId;
}

/** A poll has its version in another place than other calls. @throws ActionsError 400 */
function checkAccept({ headers }: Call): void {
  const accept = headers.accept ?? '';
  if (accept.startsWith('application/json') && accept.includes(`api-version=${API_VERSION}`)) return;
  throw badRequest(`The Accept header must be "application/json; api-version=${API_VERSION}", got "${accept}".`);
}

/** Undefined without the header. @throws ActionsError 400 */
function capacityIn({ headers }: Call): number | undefined {
  const text = headers['x-scalesetmaxcapacity'];
  if (text === undefined) return undefined;
  if (typeof text !== 'string' || !/^\d+$/.test(text)) throw badRequest(`X-ScaleSetMaxCapacity must be a number, got "${text}".`);
  return Number(text);
}

const messageAnswer = ({ messageId, events }: QueuedMessage, set: ScaleSet, { store }: Services): MessageAnswer => ({
  messageId,
  messageType: 'RunnerScaleSetJobMessages',
  body: events.length === 0 ? '' : JSON.stringify(events),
  statistics: statisticsIn(store, set),
});
