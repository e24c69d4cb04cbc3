import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../lib/run-command';
import { Prometheus } from './prometheus';
import { openMetrics, type Recording } from './recording';

/** Calls `use` with a Prometheus that has the values of the recording, at the times at which they were recorded. */
export async function withReplay<Result>(recording: Recording, use: (prometheus: Prometheus) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  const [metrics, data] = [join(folder, 'metrics'), join(folder, 'data')];
  try {
    writeFileSync(metrics, openMetrics(recording));
    await runCommand('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', metrics, data]);
    // A series that ends has no marker of its end in this format, so its last value counts for little more than a step.
    const prometheus = await Prometheus.start({ config: {}, data, lookbackSeconds: recording.step * 1.5 });
    try {
      return await use(prometheus);
    } finally {
      await prometheus.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
