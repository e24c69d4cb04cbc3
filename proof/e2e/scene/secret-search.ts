import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { V1Pod } from '@kubernetes/client-node';
import type { Findings } from '../../image/find-secrets';
import { type ContainerName, execute, runInContainer } from './containers';
import type { Scene } from './scene';

/** The image's own Node.js. Jobs do not need it, but can run it. */
const NODE = '/opt/azp/node';
const PROGRAM = '/tmp/search.js';
const ARGUMENTS = '/tmp/search.arguments';

/** Secrets by a name of the caller's choice. */
export type Secrets = Readonly<Record<string, string>>;

/** Returns a bash script for a job that waits for `passSecretsToJob` and then searches everything that the job can see. */
export function searchScript(): string {
  return [
    `cat > ${PROGRAM} << 'END OF PROGRAM'\n${searchProgram()}\nEND OF PROGRAM`,
    `until [ -f ${ARGUMENTS} ]; do sleep 0.2; done`,
    `${NODE} ${PROGRAM} $(cat ${ARGUMENTS})`,
  ].join('\n');
}

/** Passes the secrets to a job that runs `searchScript` in a container. */
export async function passSecretsToJob(scene: Scene, pod: V1Pod, container: ContainerName, secrets: Secrets): Promise<void> {
  const write = `echo '${inHalves(secrets).join(' ')}' > ${ARGUMENTS}.new && mv ${ARGUMENTS}.new ${ARGUMENTS}`;
  await runInContainer(scene, pod, container, ['sh', '-c', write]);
}

/** Runs the same search in any container. */
export async function searchContainer(scene: Scene, pod: V1Pod, container: ContainerName, secrets: Secrets): Promise<Findings> {
  const { stdout } = await execute(scene, pod, container, [NODE, '-e', searchProgram(), 'search', ...inHalves(secrets)]);
  return parseFindings(stdout);
}

/** Reads the findings from the output of the search. @throws AssertionError if it printed none */
export function parseFindings(output: string): Findings {
  const line = output.split('\n').find((each) => each.startsWith('{"found"'));
  assert.ok(line, `the search printed no findings: ${output}`);
  return JSON.parse(line) as Findings;
}

/** Splits each secret, so that the search does not put a whole one into an argument or a file, where it would find it. */
const inHalves = (secrets: Secrets): readonly string[] =>
  Object.entries(secrets).map(([name, value]) => `${name}=${value.slice(0, value.length / 2)}:${value.slice(value.length / 2)}`);

/** The same program as in the test of the image. */
const searchProgram = (): string => readFileSync(join(__dirname, '../../image/find-secrets.js'), 'utf8');
