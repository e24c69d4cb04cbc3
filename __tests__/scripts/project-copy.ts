import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectFiles } from '../pipelines/project-files';
import { Child } from '../support/child-process';

const ROOT = join(__dirname, '../..');

/** A copy of this project without anything that was built, like a fresh clone after npm ci. */
export class ProjectCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'project-'));

  constructor() {
    for (const file of projectFiles(/^(?!__tests__\/|docs\/.*\.(md|svg|png)$)./)) {
      if (existsSync(join(ROOT, file))) cpSync(join(ROOT, file), join(this.folder, file));
    }
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** Starts node in the copy. */
  start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Child {
    return new Child(process.execPath, args, { cwd: this.folder, env: { PATH: process.env['PATH'], ...environment } });
  }

  /** Runs node in the copy, to its end. */
  async run(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Child> {
    const child = this.start(args, environment);
    await child.exited;
    return child;
  }

  readonly has = (file: string): boolean => existsSync(join(this.folder, file));
  readonly read = (file: string): string => readFileSync(join(this.folder, file), 'utf8');

  write(file: string, content: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), content);
  }

  setTime(file: string, time: Date): void {
    utimesSync(join(this.folder, file), time, time);
  }

  readonly mode = (file: string): number => statSync(join(this.folder, file)).mode & 0o777;

  setMode(file: string, mode: number): void {
    chmodSync(join(this.folder, file), mode);
  }

  /** Puts a program in place of the compiler tsc, in this copy only. */
  replaceTsc(program: string): void {
    const packages = join(this.folder, 'node_modules');
    if (lstatSync(packages).isSymbolicLink()) {
      unlinkSync(packages);
      mkdirSync(packages);
      const others = readdirSync(join(ROOT, 'node_modules')).filter((name) => name !== 'typescript');
      for (const name of others) symlinkSync(join(ROOT, 'node_modules', name), join(packages, name));
    }
    this.write('node_modules/typescript/bin/tsc', program);
  }

  /** Removes a file or folder; without a name, the whole copy. */
  remove(file = '.'): void {
    rmSync(join(this.folder, file), { recursive: true });
  }
}
