import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Start } from './fakes';
import type { PoolScene } from './pool-scene';

/** Plays config.sh: registers or replaces the agent in the agent pool, writes its files and exits with 0. */
export function configureIn(pool: PoolScene, { file, env, process }: Start): void {
  const home = dirname(file);
  const name = env['VSTS_AGENT_INPUT_AGENT'] ?? '';
  const id = pool.agents.find((each) => each.name === name)?.id ?? pool.add(name);
  writeRegistration(home, id, 44);
  process.exit(0);
}

/** The files as the real config.sh writes them: in camel case, with a byte order mark. */
export function writeRegistration(folder: string, agentId: number, poolId: number): void {
  writeFileSync(join(folder, '.agent'), `\uFEFF${JSON.stringify({ agentId, poolId, agentName: 'any' })}`);
  writeFileSync(join(folder, '.credentials'), '\uFEFF{"scheme":"OAuth","data":{}}');
  writeFileSync(join(folder, '.credentials_rsaparams'), '{}');
}
