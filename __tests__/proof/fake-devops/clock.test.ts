import { ManualClock } from '../../../proof/fake-devops/clock';

test('a manual clock stands still until it is advanced', () => {
  const clock = new ManualClock('2026-01-05T10:00:00Z');
  expect(clock.now()).toBe(Date.UTC(2026, 0, 5, 10));
  clock.advance(1500);
  expect(clock.now()).toBe(Date.UTC(2026, 0, 5, 10, 0, 1, 500));
});

test('timers fire in order of time, each at its own time, including timers that they start', () => {
  const clock = new ManualClock(0);
  const fired: string[] = [];
  const note = (name: string) => () => fired.push(`${name} at ${clock.now()}`);
  clock.after(30, note('c'));
  clock.after(10, () => {
    note('a')();
    clock.after(10, note('b'));
  });
  clock.after(35, note('d'));
  clock.advance(34);
  expect(fired).toEqual(['a at 10', 'b at 20', 'c at 30']);
  clock.advance(1);
  expect(fired).toEqual(['a at 10', 'b at 20', 'c at 30', 'd at 35']);
  expect(clock.now()).toBe(35);
});

test('a cancelled timer does not fire', () => {
  const clock = new ManualClock(0);
  const callback = jest.fn();
  clock.after(10, callback).cancel();
  clock.advance(100);
  expect(callback).not.toHaveBeenCalled();
});

test('an invalid start time is refused', () => {
  expect(() => new ManualClock('soon')).toThrow(
    new RangeError('invalid start time "soon": pass an ISO 8601 time or milliseconds since 1970'),
  );
});
