import { CREDENTIAL_VARIABLES, OWN_VARIABLES } from '../../config/own-variables';
import type { Environment } from '../process/start-process';

const WITHHELD: ReadonlySet<string> = new Set([...OWN_VARIABLES, ...CREDENTIAL_VARIABLES]);

/** Whether a variable is a setting or credential of this program, which neither the agent nor a job may get. */
export const isWithheld = (name: string): boolean => WITHHELD.has(name);

/** The environment without them. */
export const withoutWithheld = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !isWithheld(name)));
