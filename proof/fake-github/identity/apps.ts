import { RestError } from '../service-error';
import { App, type Installation } from './app';
import { isSignedBy, type Jwt, parseJwt } from './jwt';
import { ALL_PERMISSIONS, type Permissions } from './permissions';

/** A GitHub App that a test creates, installed on one account. */
export interface AppSpec {
  /** Name of the organisation, or of the owner of repositories. @default - the first organisation */
  readonly account?: string;
  /** @default - all that runners and a load test need */
  readonly permissions?: Permissions;
  /** Full names of the repositories. @default 'all' */
  readonly repositories?: 'all' | readonly string[];
  /** PEM of the private key. @default - a new one */
  readonly privateKey?: string;
  /** @default - counted up, such as Iv23fake0000004441 */
  readonly clientId?: string;
}

/** The longest time that `exp` may be ahead (docs.github.com, "Generating a JSON Web Token (JWT) for a GitHub App"). */
const MAX_LIFE_SECONDS = 600;

const EXP_AHEAD = "'Expiration time' claim ('exp') is too far in the future";
const EXP_INVALID = "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
const IAT_INVALID = "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
const NOT_DECODED = 'A JSON web token could not be decoded';

/** The GitHub Apps of the fake. */
export class Apps {
  readonly #apps: App[] = [];
  #nextApp = 4441;
  #nextInstallation = 55_501;

  /** Returns the App, its installation and its private key. */
  add(spec: AppSpec & { readonly account: string }): { app: App; installation: Installation; privateKey: string } {
    const id = this.#nextApp++;
    const app = new App(id, spec.clientId ?? `Iv23fake${String(id).padStart(10, '0')}`, `fake-app-${id}`);
    const privateKey = app.addKey(spec.privateKey);
    this.#apps.push(app);
    return { app, installation: this.install(app, spec), privateKey };
  }

  install(
    app: App,
    { account, permissions = ALL_PERMISSIONS, repositories = 'all' }: AppSpec & { readonly account: string },
  ): Installation {
    const installation = { id: this.#nextInstallation++, account, permissions, repositories, suspended: false };
    app.installations.push(installation);
    return installation;
  }

  /** The App that signed a JSON Web Token. @throws RestError 401, and 404 if there is no such App */
  authenticate(token: string, now: number): App {
    const jwt = parseJwt(token);
    if (jwt === undefined) throw new RestError(401, NOT_DECODED);
    const { iss } = jwt.claims;
    const app = this.#apps.find(({ id, clientId }) => iss === clientId || iss === id || iss === String(id));
    if (app === undefined) throw new RestError(404, 'Integration not found');
    if (!app.publicKeys.some((key) => isSignedBy(jwt, key))) throw new RestError(401, NOT_DECODED);
    checkTimes(jwt, now / 1000);
    return app;
  }
}

/** @throws RestError 401 */
function checkTimes({ claims }: Jwt, now: number): void {
  const { iat, exp } = claims;
  if (!Number.isInteger(iat) || Number(iat) > now) throw new RestError(401, IAT_INVALID);
  if (!Number.isInteger(exp) || Number(exp) <= now) throw new RestError(401, EXP_INVALID);
  if (Number(exp) > now + MAX_LIFE_SECONDS) throw new RestError(401, EXP_AHEAD);
}
