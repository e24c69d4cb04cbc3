import type { CredentialVariable, OwnVariable } from '../../config/own-variables';
import { UsageError } from './usage';

/** The process's environment; secrets are taken out of it. */
export type MutableEnvironment = Record<string, string | undefined>;

/** What may be read: only what the agent and jobs do not get, and what Kubernetes sets in every container. */
type Variable = OwnVariable | CredentialVariable | 'KUBERNETES_SERVICE_HOST' | 'KUBERNETES_SERVICE_PORT';

/** Reads settings from the environment and collects what is wrong, so that all of it is reported at once. */
export class InputReader {
  readonly #env: MutableEnvironment;
  readonly #missing: string[] = [];
  readonly #wrong: string[] = [];

  constructor(env: MutableEnvironment) {
    this.#env = env;
  }

  /** An empty variable counts as unset, as in `docker run -e NAME=`. */
  text(name: Variable, fallback: string): string {
    return this.#env[name]?.trim() || fallback;
  }

  /** Reads a secret and removes it, so that no child process inherits it. */
  secret(name: Variable): string {
    const value = this.text(name, '');
    delete this.#env[name];
    return value;
  }

  positive(name: Variable, fallback: number): number {
    const value = Number(this.text(name, String(fallback)));
    if (!(value > 0 && Number.isFinite(value))) this.#wrong.push(`${name} must be a number above 0, got "${this.#env[name]}"`);
    return value;
  }

  /** A port to listen on; 0 lets the system choose one. */
  port(name: Variable, fallback: number): number {
    const value = Number(this.text(name, String(fallback)));
    if (!Number.isInteger(value) || value < 0 || value > 65_535) {
      this.#wrong.push(`${name} must be a port, 0 to 65535, got "${this.#env[name]}"`);
    }
    return value;
  }

  /** A day, as its first moment in milliseconds since 1970; undefined when it is not given. */
  day(name: Variable): number | undefined {
    const value = this.text(name, '');
    if (value === '') return undefined;
    const time = Date.parse(value);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(time)) this.#wrong.push(`${name} must be a day like 2027-03-01, got "${value}"`);
    return time;
  }

  url(name: Variable): string {
    const value = this.text(name, '');
    if (value === '') {
      this.missing(`${name} (such as https://dev.azure.com/contoso)`);
      return value;
    }
    if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) {
      this.#wrong.push(`${name} must be a URL such as https://dev.azure.com/contoso, got "${value}"`);
      return value;
    }
    // Scheme and host in small letters: config.sh compares them.
    const url = new URL(value);
    if (url.username || url.password) {
      this.#wrong.push(`${name} must hold no user name or password: leave out what stands before the @`);
    }
    return url.href.replace(/\/+$/, '');
  }

  wrong(what: string): void {
    this.#wrong.push(what);
  }

  missing(what: string): void {
    this.#missing.push(what);
  }

  /** Returns the settings, or throws one error that names every problem. */
  finish<T>(command: string, settings: T): T {
    const problems = [...this.#missing.map((what) => `set ${what}`), ...this.#wrong];
    if (problems.length === 0) return settings;
    throw new UsageError(`cannot start ${command}: ${problems.join('; ')}`);
  }
}
