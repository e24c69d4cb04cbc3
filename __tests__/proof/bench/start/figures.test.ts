import { renderFigures } from '../../../../proof/bench/start/figures';

test('the figures compare runs pair by pair', () => {
  const own = [
    { registrar: 0.4, agent: 0.3 },
    { registrar: 0.5, agent: 0.4 },
    { registrar: 0.6, agent: 0.3 },
  ];
  const tutorial = [{ agent: 0.5 }, { agent: 0.8 }, { agent: 0.6 }];
  const idle = [{ all: 60.04, proportional: 30, own: 15 }];
  expect(renderFigures({ own, tutorial, idle }).split('\n')).toEqual([
    'CPU seconds from the start of the containers to the first step of the job',
    'this project                          0.90   (0.70 to 0.90)',
    '  container registrar                 0.50   (0.40 to 0.60)',
    '  container agent                     0.30   (0.30 to 0.40)',
    "the tutorial's script                 0.60   (0.50 to 0.80)",
    "above the tutorial's script           0.20   (0.10 to 0.30)",
    '',
    'MiB of the container registrar while its agent waits for a job',
    'resident                              60.0   (60.0 to 60.0)',
    '  shared pages divided                30.0   (30.0 to 30.0)',
    '  its own                             15.0   (15.0 to 15.0)',
  ]);
});
