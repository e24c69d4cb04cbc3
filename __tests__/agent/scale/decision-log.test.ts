import { createLog } from '../../../agent/process/log';
import { DecisionLog } from '../../../agent/scale/decision-log';
import { decisionText } from '../../../agent/scale/decision-text';
import type { Decision } from '../../../agent/scale/plan';
import { SCALER } from '../../../config/timings';

const decision = (changes: Partial<Decision> = {}): Decision => ({
  entry: 'linux',
  running: 0,
  waiting: 0,
  onTheirWay: 0,
  warm: 0,
  forJobs: 0,
  forWarm: 0,
  heldBack: { maximum: 0, 'parallel-jobs': 0, 'cannot-start': 0 },
  answer: 0,
  ...changes,
});
const held = (changes: Partial<Decision['heldBack']>) => ({ ...decision().heldBack, ...changes });

describe('a decision in words', () => {
  test.each<[string, Partial<Decision>]>([
    ['none waiting', {}],
    ['1 waiting: 1 agent to create', { waiting: 1, forJobs: 1 }],
    ['3 waiting: 1 agent on its way, 2 agents to create', { waiting: 3, onTheirWay: 1, forJobs: 2 }],
    [
      '3 waiting: 2 agents on their way, 1 held back by parallel jobs',
      { waiting: 3, onTheirWay: 2, heldBack: held({ 'parallel-jobs': 1 }) },
    ],
    ['2 waiting: 2 held back by maxAgents', { waiting: 2, heldBack: held({ maximum: 2 }) }],
    ['1 waiting: 1 held back because pods cannot start (ErrImagePull)', { waiting: 1, heldBack: held({ 'cannot-start': 1 }) }],
    ['none waiting; 2 idle of 2 warm', { onTheirWay: 2, warm: 2 }],
    ['1 waiting: 1 agent on its way; 1 idle of 2 warm, 1 to create', { waiting: 1, onTheirWay: 2, warm: 2, forWarm: 1 }],
    ['none waiting; 1 idle of 0 warm', { onTheirWay: 1 }],
  ])('%s', (text, changes) => {
    expect(decisionText(decision(changes), 'ErrImagePull')).toBe(text);
  });

  test('runners are named as such', () => {
    const changes = { waiting: 3, forJobs: 2, heldBack: held({ maximum: 1 }) };
    expect(decisionText(decision(changes), undefined, 'runner')).toBe('3 waiting: 2 runners to create, 1 held back by maxRunners');
  });
});

describe('the log', () => {
  function start() {
    const clock = { time: 0, now: () => clock.time };
    const lines: { entry: string; text: string }[] = [];
    const log = new DecisionLog(
      createLog((line) => void lines.push(JSON.parse(line))),
      clock,
    );
    return { clock, log, texts: () => lines.map(({ entry, text }) => `${entry}: ${text}`) };
  }
  const one = { waiting: 1, forJobs: 1 };

  test('has a decision when it changes, for each entry', () => {
    const { log, texts } = start();
    for (const changes of [{}, {}, one, one, {}]) {
      log.show(decision(changes), undefined);
      log.show(decision({ ...changes, entry: 'big' }), undefined);
    }
    const all = ['none waiting', '1 waiting: 1 agent to create', 'none waiting'];
    expect(texts()).toEqual(all.flatMap((text) => [`linux: ${text}`, `big: ${text}`]));
  });

  test('has it again from time to time: status reads only the newest lines', () => {
    const { clock, log, texts } = start();
    log.show(decision(), undefined);
    clock.time = SCALER.repeatLog.milliseconds - 1;
    log.show(decision(), undefined);
    expect(texts()).toHaveLength(1);
    clock.time = SCALER.repeatLog.milliseconds;
    log.show(decision(), undefined);
    expect(texts()).toHaveLength(2);
  });
});
