import { createLog } from '../../../agent/process/log';
import { reason } from '../../../lib/reason';

test('each event is one JSON line, without hidden values', () => {
  const lines: string[] = [];
  const log = createLog(
    (line) => void lines.push(line),
    () => new Date(0),
  );
  log.hide('to"ken');
  log.hide('');
  log.warn('an event', { text: 'it was to"ken', count: 2 });
  expect(lines).toEqual(['{"level":"warn","time":"1970-01-01T00:00:00.000Z","text":"it was ***","count":2,"event":"an event"}\n']);
});

test('the reason of a failed fetch includes its cause', () => {
  expect(reason(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }))).toBe('fetch failed: connect ECONNREFUSED');
});

test('a cause that the message already contains is not repeated', () => {
  expect(reason(new Error('port 80: in use', { cause: new Error('in use') }))).toBe('port 80: in use');
});
