import type { Kubernetes } from './kubernetes';

/** One number that a program shows to Prometheus. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Reads /metrics of a pod at port 8080, by way of the API server. */
export async function scrape({ core }: Kubernetes, namespace: string, pod: string): Promise<readonly Sample[]> {
  const text: string = await core.connectGetNamespacedPodProxyWithPath({ namespace, name: `${pod}:8080`, path: 'metrics' });
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(sample);
}

/** @throws for a line that is not in the text format of Prometheus */
function sample(line: string): Sample {
  const [, name = '', labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  if (value === undefined) throw new Error(`not in the text format of Prometheus: ${line}`);
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', text = '']) => [label, text] as const);
  return { name, labels: Object.fromEntries(pairs), value: Number(value.replace('Inf', 'Infinity')) };
}
