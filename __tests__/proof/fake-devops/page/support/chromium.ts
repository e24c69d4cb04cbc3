import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { searchPath } from '../../../../../lib/search-path';

/** No sandbox, because root has none; no requests to other machines. */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Names of Chromium and Chrome in distributions. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Starts Chromium with a new, empty profile. @throws Error that says how to get Chromium */
export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(process.env), args: ARGUMENTS });
}

/** Path of Chromium. @throws Error if there is none */
export function findChromium(env: NodeJS.ProcessEnv): string {
  const given = env['CHROMIUM'];
  const candidates = given
    ? [given]
    : searchPath(env)
        .split(':')
        .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = candidates.find(isProgram);
  if (found !== undefined) return found;
  const where = given ? `CHROMIUM names ${given}, which is not a program` : `there is no ${NAMES.join(', ')} on PATH`;
  throw new Error(
    `The tests of the page need Chromium, but ${where}: apt-get install chromium, or set CHROMIUM to the path of a Chromium or Chrome.`,
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
