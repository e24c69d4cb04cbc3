import { GitHub } from '../../../../providers/github/client/client';
import type { Session } from '../../../../providers/github/client/types';
import { anException, ScriptedServer } from './scripted-server';

export const SESSION_ID = '6f9619ff-8b86-d011-b42d-00c04fc964ff';
export const SESSIONS = /\/runnerscalesets\/9\/sessions$/;
export const ONE_SESSION = new RegExp(`/runnerscalesets/9/sessions/${SESSION_ID}$`);
export const QUEUE = /^\/mq$/;

const STATISTICS = {
  totalAvailableJobs: 0,
  totalAcquiredJobs: 0,
  totalAssignedJobs: 2,
  totalRunningJobs: 1,
  totalRegisteredRunners: 1,
  totalBusyRunners: 1,
  totalIdleRunners: 0,
};

export const aSession = ({ url }: ScriptedServer, more: object = {}) => ({
  sessionId: SESSION_ID,
  ownerName: 'scaler-a',
  runnerScaleSet: { id: 9 },
  messageQueueUrl: `${url}/mq?sessionId=a%20b&x=~`,
  messageQueueAccessToken: 'queue-1',
  statistics: STATISTICS,
  ...more,
});

export const aMessage = (more: object = {}) => ({
  messageId: 3,
  messageType: 'RunnerScaleSetJobMessages',
  body: '',
  statistics: STATISTICS,
  ...more,
});

export const SET_GONE = anException(404, 'RunnerScaleSetNotFoundException', 'No runner scale set found with identifier 9.');

/** A server on which scale set 9 has a session, whose first token is `queue-1` and whose next is `queue-2`. */
export async function startServer(): Promise<ScriptedServer> {
  const server = await ScriptedServer.start();
  server.on('POST', SESSIONS, { body: aSession(server) });
  server.on('PATCH', ONE_SESSION, { body: aSession(server, { messageQueueAccessToken: 'queue-2' }) });
  server.on('DELETE', ONE_SESSION, { status: 204 });
  return server;
}

export async function openOn(server: ScriptedServer): Promise<Session> {
  const answer = await new GitHub(server.connection()).openSession(9, 'scaler-a');
  if (answer === 'conflict') throw new Error('a conflict');
  return answer.session;
}

export const poll = (session: Session, more: Partial<Parameters<Session['poll']>[0]> = {}) =>
  session.poll({ lastMessageId: 0, capacity: 20, signal: new AbortController().signal, ...more });
