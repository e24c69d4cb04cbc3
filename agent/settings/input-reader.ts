import type { CredentialVariable, OwnVariable } from '../../config/own-variables';
import { UsageError } from './usage';

/** The environment of the process. Reading a secret removes it. */
export type MutableEnvironment = Record<string, string | undefined>;

/** The variables that may be read: those that the agent and jobs do not get, and those that Kubernetes sets in every container. */
type Variable = OwnVariable | CredentialVariable | 'KUBERNETES_SERVICE_HOST' | 'KUBERNETES_SERVICE_PORT';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const HTTP_URL = /^https?:\/\//i;

/** Reads settings from the environment and collects the problems, to report all of them together. */
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

  /** The first moment of a day, in milliseconds since 1970; undefined if not set. */
  day(name: Variable): number | undefined {
    const value = this.text(name, '');
    if (value === '') return undefined;
    const time = Date.parse(value);
    if (!DAY.test(value) || Number.isNaN(time)) this.#wrong.push(`${name} must be a day like 2027-03-01, got "${value}"`);
    return time;
  }

  url(name: Variable): string {
    const value = this.text(name, '');
    if (value === '') {
      this.missing(`${name} (such as https://dev.azure.com/contoso)`);
      return value;
    }
    if (!HTTP_URL.test(value) || !URL.canParse(value)) {
      this.#wrong.push(`${name} must be a URL such as https://dev.azure.com/contoso, got "${value}"`);
      return value;
    }
    // URL lowercases the scheme and the host, which config.sh compares.
    const url = new URL(value);
    if (url.username || url.password) {
      this.#wrong.push(`${name} must not contain a user name or password: remove the part before the @`);
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
