import { Pause } from '../../../agent/listener/pause';
import { FakeClock } from '../support/fakes';

test('a pause can be ended early; the next one has its full time again', async () => {
  const clock = new FakeClock();
  const pause = new Pause(clock);
  void clock.at(400, pause.end);
  await pause.sleep(1000);
  expect(clock.now()).toBe(400);
  await pause.sleep(1000);
  expect(clock.now()).toBe(1400);
});

test('an end between two pauses ends the next one immediately', async () => {
  const clock = new FakeClock();
  const pause = new Pause(clock);
  pause.end();
  await pause.sleep(1000);
  expect(clock.now()).toBe(0);
});
