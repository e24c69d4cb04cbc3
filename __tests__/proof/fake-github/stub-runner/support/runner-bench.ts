import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeGitHub } from '../../../../../proof/fake-github/fake-github';
import type { Job } from '../../../../../proof/fake-github/state/job';
import { type Behaviour, instantBehaviour } from '../../../../../proof/fake-github/stub-runner/behaviour';
import { Child } from '../../../../support/child-process';
import { commandLine, processIds } from '../../../../support/processes';
import { connect, type Service } from '../../support/service';

const BUILT_PACKAGE = join(__dirname, '..', '..', '..', '..', '..', 'dist', 'stub-runner');

/** A fake with the scale set `linux`, whose session has announced its capacity, and an unpacked stub runner package. */
export class Bench {
  readonly home = mkdtempSync(join(tmpdir(), 'stub-runner-'));
  readonly github: FakeGitHub;
  readonly service: Service;
  readonly #children: Child[] = [];

  private constructor(github: FakeGitHub, service: Service) {
    this.github = github;
    this.service = service;
    cpSync(BUILT_PACKAGE, this.home, { recursive: true });
  }

  /** Starts the fake, with no delays except those in `behaviour`. */
  static async start(behaviour: Partial<Behaviour> = {}): Promise<Bench> {
    const github = await FakeGitHub.start();
    github.stub.set({ ...instantBehaviour, ...behaviour });
    const service = await connect(github);
    await service.createSet();
    const session = await service.session();
    session.poll().catch(() => {});
    await github.eventually('the session has announced its capacity', () => github.scaleSets[0]?.capacity === 10);
    return new Bench(github, service);
  }

  async jitConfig(name = 'runner-1', workFolder = '_work'): Promise<string> {
    return String((await this.service.jit(name, 1, workFolder)).json['encodedJITConfig']);
  }

  start(program: string, args: readonly string[] = [], env: Record<string, string> = {}): Child {
    const child = new Child(join(this.home, program), args, {
      cwd: this.home,
      env: { PATH: process.env['PATH'], RUNNER_ALLOW_RUNASROOT: '1', ...env },
    });
    this.#children.push(child);
    return child;
  }

  /** The listener of a new runner, which is online. */
  async listening(env: Record<string, string> = {}): Promise<Child> {
    const listener = this.start('bin/Runner.Listener', ['run', '--jitconfig', await this.jitConfig()], env);
    await listener.says(/Listening for Jobs/);
    return listener;
  }

  queue(script: string): Job {
    return this.github.queueJob({ labels: 'linux', name: 'build', script });
  }

  /** Names of the files that a JIT configuration has brought. */
  get configFiles(): readonly string[] {
    return ['.credentials', '.credentials_rsaparams', '.runner'].filter((name) => existsSync(join(this.home, name)));
  }

  /** Ids of the running Runner.Worker processes of this runner. */
  workers(): number[] {
    const program = join(this.home, 'bin', 'Runner.Worker');
    return processIds().filter((pid) => commandLine(pid)[0] === program);
  }

  /** The diagnostic logs so far. */
  get diagnostics(): string {
    const folder = join(this.home, '_diag');
    if (!existsSync(folder)) return '';
    return readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('');
  }

  async close(): Promise<void> {
    for (const child of this.#children) await child.kill();
    rmSync(this.home, { recursive: true, force: true });
    await this.github.close();
  }
}
