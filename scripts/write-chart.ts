import { writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { imagesOf } from '../config/agent-image';
import { loadConfig } from '../config/load';
import { namesOf } from '../config/names';
import { projectOf } from '../config/project';
import { portableYaml } from '../lib/portable-yaml';
import { UsageError } from '../operate/lib/command';
import { parseOptions } from '../operate/lib/parse-options';
import type { ChartOptions } from './chart/chart-options';
import { valuesOf } from './chart/values-of';
import { refuseForeign, writeChart } from './chart/write-chart-files';
import { CLIENT_ID_VARIABLE, clientIdOf } from './lib/client-id';
import { runMain } from './lib/run-main';
import { withProgress } from './lib/with-progress';

/** Git ignores it. */
const DEFAULT_FOLDER = 'chart';

const USAGE = `npm run chart [-- OPTIONS]
Writes the Helm chart: everything that the agents stack creates, for a cluster
that exists.

  --out FOLDER        the folder; default ${DEFAULT_FOLDER}/, which git ignores. It is
                      replaced if an earlier run wrote it
  --image NAME        the agent image of the chart, without a tag, like
                      ghcr.io/contoso/azure-pipelines-agent. The version of the
                      chart is its tag. Default none: image.reference is then
                      required in the values
  --runner-image NAME the same for the runner image
  --without-keda      leaves out the dependency on the chart of KEDA, for a
                      cluster that has KEDA. Helm then needs no other chart
  --values FILE       writes the values that agents.config.ts stands for, in
                      place of the chart; - is the standard output
  --client-id ID      with --values and workload identity: the client id of the
                      agents' identity; default the variable ${CLIENT_ID_VARIABLE}
  --help              shows this help

Exit code: 0 the files are written, 1 they are not, 2 usage error.
`;

/** An image without tag and digest. */
const REPOSITORY = /^[a-z0-9]+(?:[.-][a-z0-9]+)*(?::\d{1,5})?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+$/;

const OPTIONS = {
  out: { type: 'string' },
  image: { type: 'string' },
  'runner-image': { type: 'string' },
  'without-keda': { type: 'boolean' },
  values: { type: 'string' },
  'client-id': { type: 'string' },
} as const;

async function main(args: readonly string[]): Promise<number> {
  const { values, 'client-id': clientId, ...forChart } = parseOptions(args, OPTIONS);
  if (values !== undefined) {
    if (Object.keys(forChart).length > 0) throw new UsageError('--values writes no chart: it goes with --client-id only');
    return writeValues(values, clientId);
  }
  const { out, image, 'runner-image': runnerImage, 'without-keda': withoutKeda = false } = forChart;
  if (clientId !== undefined) throw new UsageError('--client-id is part of the values: it goes with --values only');
  if (out === '') throw new UsageError('--out is empty: name a folder');
  checkRepository('--image', image);
  checkRepository('--runner-image', runnerImage);
  return writeTo(resolve(out ?? DEFAULT_FOLDER), { image, runnerImage, withKeda: !withoutKeda });
}

function checkRepository(option: string, name: string | undefined): void {
  if (name === undefined || REPOSITORY.test(name)) return;
  throw new UsageError(`${option} is an image with its registry and without a tag, like ghcr.io/contoso/agent, got "${name}"`);
}

async function writeTo(folder: string, options: ChartOptions): Promise<number> {
  refuseForeign(folder);
  const shown = `${relative('', folder) || '.'}/`;
  await withProgress(
    `make the chart in ${shown}`,
    () => writeChart(folder, options),
    (files) => `${files.length} files`,
  );
  const before = options.withKeda ? `First get the chart of KEDA, which it names as a dependency: helm dependency update ${shown}\n` : '';
  console.log(`Wrote the chart to ${shown}\n\n${before}${shown}README.md says how to install it.`);
  return 0;
}

/** The standard output gets nothing else. */
function writeValues(file: string, clientId: string | undefined): number {
  if (file === '') throw new UsageError('--values is empty: name a file');
  const { root, compiled, imageContext } = projectOf(__dirname);
  const config = loadConfig(process.env, root, compiled);
  const names = namesOf(config);
  const { image, runnerImage } = imagesOf(config, names, imageContext);
  const withIdentity = config.azureDevOps?.auth.kind === 'workloadIdentity';
  const values = valuesOf(config, {
    image: image?.reference,
    runnerImage: runnerImage?.reference,
    clientId: withIdentity ? clientIdOf(clientId, 'the values') : undefined,
  });
  const text = `# npm run chart -- --values: ${config.name}, for the namespace ${names.agentsNamespace}\n${portableYaml(values)}`;
  if (file === '-') process.stdout.write(text);
  else {
    writeFileSync(file, text);
    console.error(`Wrote the values to ${file}`);
  }
  return 0;
}

runMain('chart', USAGE, main);
