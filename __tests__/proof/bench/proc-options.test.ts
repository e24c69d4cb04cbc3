import { readOptions } from '../../../proof/bench/proc-options';

test('options replace the defaults', () => {
  expect(readOptions([], '/agent.cjs')).toEqual({ processes: 1000, seconds: 120, program: '/agent.cjs' });
  expect(readOptions(['--processes', '10', '--seconds', '5', '--program', __filename], '/agent.cjs')).toEqual({
    processes: 10,
    seconds: 5,
    program: __filename,
  });
});

test.each([
  [['--seconds', 'x'], '--seconds must be a whole number from 1, got "x"'],
  [['--processes', '0'], '--processes must be a whole number from 1, got "0"'],
  [['--minutes', '1'], 'unknown option --minutes'],
  [['--program', '/no/such/file'], '--program must name a file that exists, got "/no/such/file"'],
])('%j is rejected', (args, message) => {
  expect(() => readOptions(args, '/agent.cjs')).toThrow(message);
});
