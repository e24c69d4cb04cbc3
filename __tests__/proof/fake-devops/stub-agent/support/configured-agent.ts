import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AgentSnapshot, FakeDevOps } from '../../../../../proof/fake-devops/fake-devops';
import type { Job } from '../../../../../proof/fake-devops/state/job';
import { type Behaviour, instantBehaviour } from '../../../../../proof/fake-devops/stub-agent/behaviour';
import type { Child } from '../../../../support/child-process';
import { eventually } from '../../../../support/eventually';
import { commandLine, processIds } from '../../../../support/processes';
import { StubPackage } from './stub-package';

/** A fake with the agent pool "linux" and an unpacked stub agent package. */
export class Bench {
  readonly devops: FakeDevOps;
  readonly agent = new StubPackage();

  private constructor(devops: FakeDevOps) {
    this.devops = devops;
  }

  /** Starts the fake, with no delays except those in `behaviour`. */
  static async start(behaviour: Partial<Behaviour> = {}): Promise<Bench> {
    const devops = await FakeDevOps.start({ pools: ['linux'] });
    devops.stub.set({ ...instantBehaviour, ...behaviour });
    return new Bench(devops);
  }

  config(args: readonly string[] = [], env: Record<string, string> = {}): Child {
    const inputs = { URL: this.devops.url, TOKEN: this.devops.token, AUTH: 'PAT', POOL: 'linux', AGENT: 'linux-1' };
    const variables = Object.entries(inputs).map(([name, value]) => [`VSTS_AGENT_INPUT_${name}`, value]);
    return this.agent.start('config.sh', ['--unattended', ...args], { ...Object.fromEntries(variables), ...env });
  }

  /** A configured agent whose listener, run with --once, is online. */
  async listening(env: Record<string, string> = {}): Promise<Child> {
    await this.configured();
    const listener = this.listen(env);
    await listener.says(/Listening for Jobs/);
    return listener;
  }

  async configured(): Promise<void> {
    const config = this.config();
    if ((await config.exited) !== 0) throw new Error(config.output);
  }

  listen(env: Record<string, string> = {}): Child {
    return this.agent.start('bin/Agent.Listener', ['run', '--once'], env);
  }

  queue(script: string): Job {
    return this.devops.queueJob({ pool: 'linux', name: 'build', script });
  }

  /** The agent's record in the fake. */
  get snapshot(): AgentSnapshot | undefined {
    return this.devops.agentsOf('linux').find(({ name }) => name === 'linux-1');
  }

  /** Deletes all agents of the agent pool. */
  async deleteAgents(): Promise<void> {
    const authorization = `Basic ${Buffer.from(`:${this.devops.token}`).toString('base64')}`;
    for (const { id } of this.devops.agentsOf('linux')) {
      const url = `${this.devops.url}/_apis/distributedtask/pools/44/agents/${id}?api-version=7.1`;
      const { status } = await fetch(url, { method: 'DELETE', headers: { authorization } });
      if (status !== 204) throw new Error(`cannot delete agent ${id}: ${status}`);
    }
  }

  /** Ids of the running Agent.Worker processes of this agent. */
  workers(): number[] {
    const program = join(this.agent.home, 'bin', 'Agent.Worker');
    return processIds().filter((pid) => commandLine(pid)[0] === program);
  }

  /** Sends a signal to a listener that ignores it, and waits until the listener has logged that. */
  async sendIgnored(listener: Child, signal: NodeJS.Signals): Promise<void> {
    listener.signal(signal);
    await eventually(`${signal} is ignored`, () => this.traces().some((log) => log.includes(`${signal} is ignored`)));
  }

  /** The diagnostic logs so far. */
  traces(): string[] {
    const folder = join(this.agent.home, '_diag');
    return existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')) : [];
  }

  async close(): Promise<void> {
    await this.agent.remove();
    await this.devops.close();
  }
}
