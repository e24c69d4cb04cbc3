import { SCALE_SET, SCALER } from '../../config/timings';
import { untilAborted } from '../../lib/until-aborted';
import type { Runtime } from '../process/runtime';
import { assemble } from '../scale/assemble';
import { serveAgents, serveNumbers } from '../scale/servers';
import { serveHealth } from '../server/health';
import type { ScaleSettings } from '../settings/scale-settings';

/** The ports that a scaler listens on. */
export interface ScalerPorts {
  readonly health: number;
  readonly numbers: number;
  readonly agents: number;
}

/**
 * Counts the jobs of all entries for KEDA, and tells idle agents whether they may stay. It deletes Jobs whose pod cannot start. In
 * GitHub, it creates the scale sets of runner pools, and removes runners that were left behind. Several replicas may run: each
 * answers from its own readings, and one at a time has those of a scale set.
 */
export async function scale(settings: ScaleSettings, runtime: Runtime, onPorts: (ports: ScalerPorts) => void = () => {}): Promise<number> {
  const { clock, log, stop } = runtime;
  const { scaler, rounds, view, metrics, scaleSets } = assemble(settings, runtime);
  let deadline = clock.now() + SCALER.hang.milliseconds;
  // Also if other replicas have all sessions of the scale sets: this one waits to take over, and answers agents.
  const isReady = () => scaler.entries.some(({ name }) => scaler.isReady(name) || scaler.isStandby(name));
  const health = { alive: () => clock.now() < deadline, ready: isReady, metrics: metrics.registry };
  const servers = await Promise.all([
    serveHealth(settings.ports.health, health),
    serveNumbers(settings.ports.numbers, scaler, (decision) => metrics.countAnswer(decision)),
    serveAgents(settings.ports.agents, scaler),
  ]);
  const [{ port }, numbers, agents] = servers;
  const ports = { health: port, numbers: numbers.port, agents: agents.port };
  onPorts(ports);
  log.info('serving numbers to KEDA', { ...ports, entries: scaler.entries.length });

  while (!stop.aborted) {
    const waitMs = (await untilAborted(rounds.run(), stop)) ?? 0;
    // Not before the first lists: the end of an agent is compared with the time of the count, and it must have been seen. Nor while
    // lists fail: this replica has no number then, and another one may have.
    if (scaler.knowsAgents && !stop.aborted) scaleSets?.begin();
    else void scaleSets?.end();
    deadline = clock.now() + waitMs + SCALER.hang.milliseconds;
    await clock.sleep(waitMs, stop);
  }
  view.close();
  // Otherwise the next replica would have to wait until GitHub ends the sessions.
  if (scaleSets !== undefined) await Promise.race([scaleSets.end(), clock.sleep(SCALE_SET.close.milliseconds)]);
  await Promise.all(servers.map((server) => server.close()));
  return 0;
}
