import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from '../../../../support/child-process';

const BUILT_PACKAGE = join(__dirname, '..', '..', '..', '..', '..', 'dist', 'stub-agent');

/** An unpacked stub agent package in a temporary folder, and the programs that a test starts from it. */
export class StubPackage {
  readonly home = mkdtempSync(join(tmpdir(), 'stub-agent-'));
  readonly #children: Child[] = [];

  constructor() {
    cpSync(BUILT_PACKAGE, this.home, { recursive: true });
  }

  /** Starts config.sh, run.sh or bin/Agent.Listener. */
  start(program: string, args: readonly string[] = [], env: Record<string, string> = {}): Child {
    const child = new Child(join(this.home, program), args, {
      cwd: this.home,
      env: { PATH: process.env['PATH'], AGENT_ALLOW_RUNASROOT: '1', ...env },
    });
    this.#children.push(child);
    return child;
  }

  /** Deletes the files of config.sh, so that it can run again. */
  unconfigure(): void {
    for (const name of ['.agent', '.credentials', '.credentials_rsaparams']) rmSync(join(this.home, name), { force: true });
  }

  async remove(): Promise<void> {
    for (const child of this.#children) await child.kill();
    rmSync(this.home, { recursive: true, force: true });
  }
}
