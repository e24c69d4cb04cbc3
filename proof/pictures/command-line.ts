import { parseArgs } from 'node:util';

export const USAGE = `Draws the pictures of the dashboard and of the load test for the documentation, from data of a run in a real cluster.
Exits with 1 if a panel of the dashboard has no data. Needs Prometheus (Debian package prometheus).

  npm run pictures               draws docs/dashboard.svg and docs/load-test.svg from the recorded data
  npm run pictures -- --record   first records the data anew, in a quarter of an hour; needs what npm run e2e needs
  npm run pictures -- --help     shows this text
`;

export interface Options {
  readonly help: boolean;
  readonly record: boolean;
}

/** Parses the arguments. @throws TypeError if they are invalid */
export function parseCommandLine(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { help: { type: 'boolean', short: 'h', default: false }, record: { type: 'boolean', default: false } },
  });
  return values;
}
