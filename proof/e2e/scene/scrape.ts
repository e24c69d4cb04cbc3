import assert from 'node:assert/strict';
import { nameOf } from './containers';
import type { Kubernetes } from './kubernetes';
import type { Scene } from './scene';

/** One sample of a metric. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Reads /metrics of a pod at port 8080, through the proxy of the API server. */
export async function scrape({ core }: Kubernetes, namespace: string, pod: string): Promise<readonly Sample[]> {
  const text: string = await core.connectGetNamespacedPodProxyWithPath({ namespace, name: `${pod}:8080`, path: 'metrics' });
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(parseSample);
}

/** @throws Error if the line is not in the text format of Prometheus */
function parseSample(line: string): Sample {
  const [, name = '', labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  if (value === undefined) throw new Error(`not in the text format of Prometheus: ${line}`);
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', text = '']) => [label, text] as const);
  return { name, labels: Object.fromEntries(pairs), value: Number(value.replace('Inf', 'Infinity')) };
}

/** Reads the metrics of the first placeholder pod. */
export async function scrapePlaceholder({ kubernetes, namespace, pods }: Scene): Promise<readonly Sample[]> {
  const [placeholder] = pods.placeholderPods;
  assert.ok(placeholder, 'there is no placeholder pod');
  return scrape(kubernetes, namespace, nameOf(placeholder.pod));
}

/** Returns the value of the only series with this name and these labels; undefined if there is none. */
export function sampleValue(samples: readonly Sample[], name: string, labels: Readonly<Record<string, string>> = {}): number | undefined {
  const matches = (sample: Sample) => Object.entries(labels).every(([label, text]) => sample.labels[label] === text);
  const found = samples.filter((sample) => sample.name === name && matches(sample));
  assert.ok(found.length < 2, `there are ${found.length} series of ${name}`);
  return found[0]?.value;
}
