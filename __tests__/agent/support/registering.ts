import { register } from '../../../agent/commands/register';
import { Handover } from '../../../agent/handover/handover';
import { fakeWorld } from './fakes';
import type { PoolScene } from './pool-scene';
import { someSettings } from './settings';
import { configureIn } from './stub-config';

/** A registrar with a fake clock, whose config.sh registers in the agent pool. @param more additional variables */
export function aRegistrar(pool: PoolScene, more: Readonly<Record<string, string>> = {}) {
  const settings = someSettings(pool.url, { AZP_IDLE_MINUTES: '1', ...more });
  const world = fakeWorld((start) => configureIn(pool, start));
  const handover = new Handover(settings.folders.handover);
  return { settings, world, handover, start: () => register(settings, {}, world.runtime) };
}
