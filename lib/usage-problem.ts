/** What a command prints about arguments that it can't use. @param command the name for npm run, because `npm run doctor --help` is npm's own help */
export const usageProblem = (problem: string, command: string): string =>
  `${/[.?!]$/.test(problem) ? problem : `${problem}.`} See: npm run ${command} -- --help`;
