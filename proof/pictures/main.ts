import { join } from 'node:path';
import { parseOptions } from '../../operate/lib/parse-options';
import { runMain } from '../../scripts/lib/run-main';
import { runInCluster } from '../e2e/run-in-cluster';
import { drawPictures } from './draw-pictures';
import { hasPrometheus } from './prometheus';

const USAGE = `npm run pictures [-- --record | --record-load-test]
Draws the dashboard (docs/dashboard.svg) and a load test (docs/load-test.svg)
for the documentation, from data that were recorded in a real cluster. Ends with
1 if a panel of the dashboard has no data. Needs Prometheus (Debian package
prometheus).

  --record             first records the data anew, which takes a quarter of an
                       hour and needs what npm run e2e needs
  --record-load-test   first records only the load test anew, which takes five
                       minutes
  --help               shows this help
`;

async function main(args: readonly string[]): Promise<number> {
  const wanted = parseOptions(args, { record: { type: 'boolean' }, 'record-load-test': { type: 'boolean' } });
  if (!hasPrometheus()) {
    console.error('Prometheus is missing: apt-get install --no-install-recommends prometheus');
    return 2;
  }
  const recorder = wanted.record ? 'record.js' : wanted['record-load-test'] ? 'record-load-test.js' : undefined;
  const code = recorder === undefined ? 0 : await runInCluster([process.execPath, join(__dirname, recorder)]);
  return code === 0 ? drawPictures() : code;
}

runMain('pictures', USAGE, main);
