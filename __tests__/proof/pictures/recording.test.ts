import { endOf, openMetrics, type Recording, recordingOf, recordingText } from '../../../proof/pictures/recording';
import { targetsOf } from '../../../proof/pictures/scrape-targets';

const RECORDING: Recording = {
  start: 1000,
  step: 60,
  series: [{ labels: { __name__: 'azp_jobs_queued', pool: 'a "b"' }, values: [1, null, 3] }],
};

test('a recording has a value for each step of the range, and null where Prometheus returned none', () => {
  const values = [
    [1000, '1'],
    [1120, '3'],
  ] as const;
  const found = [{ metric: { __name__: 'azp_jobs_queued', pool: 'a "b"' }, values }];
  expect(recordingOf(found, { start: 1000, end: 1120, step: 60 })).toEqual(RECORDING);
  expect(endOf(RECORDING)).toBe(1120);
});

test('a value that is not a number is no value', () => {
  const found = [{ metric: {}, values: [[1000, 'NaN'] as const] }];
  expect(recordingOf(found, { start: 1000, end: 1000, step: 60 }).series[0]?.values).toEqual([null]);
});

test('its file is JSON with a line for each series', () => {
  const text = recordingText(RECORDING);
  expect(JSON.parse(text)).toEqual(RECORDING);
  expect(text.split('\n').filter((line) => line.includes('azp_jobs_queued'))).toHaveLength(1);
});

test('promtool gets a line for each value, with its time', () => {
  expect(openMetrics(RECORDING)).toBe('azp_jobs_queued{pool="a \\"b\\""} 1 1000\nazp_jobs_queued{pool="a \\"b\\""} 3 1120\n# EOF\n');
});

test('a pod is a target for each port of its containers, with the labels that the scrape config uses', () => {
  const pod = {
    metadata: { name: 'p-1', labels: { 'app.kubernetes.io/component': 'placeholder' } },
    spec: { containers: [{ name: 'a', ports: [{ name: 'http', containerPort: 8080 }] }, { name: 'b' }] },
    status: { podIP: '10.0.0.7' },
  };
  expect(targetsOf(pod)).toEqual([
    {
      targets: ['10.0.0.7:8080'],
      labels: {
        __meta_kubernetes_pod_label_app_kubernetes_io_component: 'placeholder',
        __meta_kubernetes_pod_name: 'p-1',
        __meta_kubernetes_pod_container_port_name: 'http',
      },
    },
  ]);
});
