import { ManualClock } from '../../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { call } from './client';
import { Listener } from './listener';

/** A fake with a manual clock and the agent pool `linux`, in which a disabled agent meets the demand `kubectl`. */
export class JobScene {
  readonly clock: ManualClock;
  readonly devops: FakeDevOps;

  static async start(): Promise<JobScene> {
    const clock = new ManualClock('2026-01-05T10:00:00Z');
    const devops = await FakeDevOps.start({ pools: ['linux'], clock });
    devops.addAgent('linux', { name: 'placeholder', version: '99.999.9', enabled: false, systemCapabilities: { kubectl: '' } });
    return new JobScene(devops, clock);
  }

  private constructor(devops: FakeDevOps, clock: ManualClock) {
    this.devops = devops;
    this.clock = clock;
  }

  online(name = 'linux-1', fields = {}): Promise<Listener> {
    return Listener.online(this.devops, name, this.clock.now(), fields);
  }

  /** The record of the job in the timeline of its build. */
  async timelineRecord(buildId: number): Promise<Record<string, unknown> | undefined> {
    const { json } = await call(this.devops, 'GET', `/demo/_apis/build/builds/${buildId}/timeline?api-version=7.1`);
    const records = json['records'] as Record<string, unknown>[];
    return records.find(({ type }) => type === 'Job');
  }
}
