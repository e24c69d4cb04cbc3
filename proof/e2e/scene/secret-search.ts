import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { V1Pod } from '@kubernetes/client-node';
import type { Findings } from '../../image/walker';
import { type ContainerName, execute } from './containers';
import type { Scene } from './scene';

/** The image's own Node.js; no job needs it, but any may run it. */
const NODE = '/opt/azp/node';
const PROGRAM = '/tmp/search.js';
const ARGUMENTS = '/tmp/search.arguments';

/** Secrets by name. */
export type Secrets = Readonly<Record<string, string>>;

/** What a job runs to search all that it can see; it waits until `tellJob` says for what. */
export function searchScript(): string {
  return [
    `cat > ${PROGRAM} << 'END OF PROGRAM'\n${program()}\nEND OF PROGRAM`,
    `until [ -f ${ARGUMENTS} ]; do sleep 0.2; done`,
    `${NODE} ${PROGRAM} $(cat ${ARGUMENTS})`,
  ].join('\n');
}

export async function tellJob(scene: Scene, pod: V1Pod, secrets: Secrets): Promise<void> {
  const write = `echo '${inHalves(secrets).join(' ')}' > ${ARGUMENTS}.new && mv ${ARGUMENTS}.new ${ARGUMENTS}`;
  const { succeeded, stderr } = await execute(scene, pod, 'agent', ['sh', '-c', write]);
  assert.ok(succeeded, stderr);
}

/** The same search in any container. */
export async function search(scene: Scene, pod: V1Pod, container: ContainerName, secrets: Secrets): Promise<Findings> {
  const { stdout } = await execute(scene, pod, container, [NODE, '-e', program(), 'search', ...inHalves(secrets)]);
  return findings(stdout);
}

/** @throws when the search has not ended by printing what it found */
export function findings(output: string): Findings {
  const line = output.split('\n').find((each) => each.startsWith('{"found"'));
  assert.ok(line, `the search printed no findings: ${output}`);
  return JSON.parse(line) as Findings;
}

/** So that no secret stands in an argument or a file by the search for it. */
const inHalves = (secrets: Secrets): readonly string[] =>
  Object.entries(secrets).map(([name, value]) => `${name}=${value.slice(0, value.length / 2)}:${value.slice(value.length / 2)}`);

/** The search of the image's test. */
const program = (): string => readFileSync(join(__dirname, '../../image/walker.js'), 'utf8');
