import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aDraft } from '../support/builders';
import { Child } from '../support/child-process';

/** The behaviour of the stub for one stack: the commands that fail, and the plan. */
export interface StubStack {
  readonly fails?: Readonly<Record<string, string>>;
  readonly plan?: object;
  /** The command that does not end. */
  readonly hangs?: string;
}

const root = join(__dirname, '../..');

/** A folder with stacks, each of which depends on the one before it, and with stubs in place of the real programs. */
export class Workbench {
  readonly folder = mkdtempSync(join(tmpdir(), 'stacks-'));

  constructor(stacks: Readonly<Record<string, StubStack>>, config: object = aDraft()) {
    const outdir = join(this.folder, 'out');
    const names = Object.keys(stacks);
    for (const [name, stack] of Object.entries(stacks)) {
      mkdirSync(join(outdir, 'stacks', name), { recursive: true });
      writeFileSync(join(outdir, 'stacks', name, 'stub.json'), JSON.stringify(stack));
    }
    const entries = names.map((name, at) => [
      name,
      { synthesizedStackPath: `stacks/${name}/cdk.tf.json`, dependencies: at === 0 ? [] : [names[at - 1]] },
    ]);
    writeFileSync(join(outdir, 'manifest.json'), JSON.stringify({ stacks: Object.fromEntries(entries) }));
    writeFileSync(join(this.folder, 'config.json'), JSON.stringify(config));
    this.#program('az', "console.log('{}')");
    this.#program('kubelogin', "console.log('v0')");
    this.#program('terraform', STUB);
  }

  #program(name: string, code: string): void {
    mkdirSync(join(this.folder, 'bin'), { recursive: true });
    writeFileSync(join(this.folder, 'bin', name), `#!${process.execPath}\n${code}\n`);
    chmodSync(join(this.folder, 'bin', name), 0o755);
  }

  /** Runs a compiled script to its end. */
  async run(script: string, ...args: readonly string[]): Promise<Child> {
    const child = this.start(script, ...args);
    await child.exited;
    return child;
  }

  /** Starts a compiled script. */
  start(script: string, ...args: readonly string[]): Child {
    return new Child(process.execPath, [`dist/scripts/${script}.js`, ...args], {
      cwd: root,
      env: {
        PATH: join(this.folder, 'bin'),
        TMPDIR: this.folder,
        AGENTS_CONFIG: join(this.folder, 'config.json'),
        CDKTF_OUTDIR: join(this.folder, 'out'),
        ARM_SUBSCRIPTION_ID: 'subscription',
      },
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const STUB = `
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
const [command, ...rest] = process.argv.slice(2);
if (command === 'version') {
  console.log('{"terraform_version":"1.11.0"}');
} else {
  const { fails = {}, plan = {}, hangs } = JSON.parse(readFileSync('stub.json', 'utf8'));
  appendFileSync('calls', [command, ...rest].join(' ') + '\\n');
  const variables = Object.entries(process.env).filter(([name]) => name.startsWith('TF_VAR_'));
  if (command === 'plan') writeFileSync('variables.json', JSON.stringify(Object.fromEntries(variables)));
  if (hangs === command) {
    setInterval(() => {}, 1000);
  } else if (fails[command] !== undefined) {
    console.error(fails[command]);
    process.exitCode = 1;
  } else if (command === 'show') {
    console.log(JSON.stringify(plan));
  }
}
`;
