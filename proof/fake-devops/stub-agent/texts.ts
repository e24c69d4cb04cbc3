/** The console texts that other programs may search for, in the two languages of the stub (strings.json). */
interface Texts {
  listening(at: string): string;
  running(at: string, job: string): string;
  completed(at: string, job: string, result: string): string;
  connectError(at: string, reason: string): string;
  poolNotFound(pool: string): string;
}

const english: Texts = {
  listening: (at) => `${at}: Listening for Jobs`,
  running: (at, job) => `${at}: Running job: ${job}`,
  completed: (at, job, result) => `${at}: Job ${job} completed with result: ${result}`,
  connectError: (at, reason) => `${at}: Agent connect error: ${reason}. Retrying until reconnected.`,
  poolNotFound: (pool) => `Agent pool not found: '${pool}'`,
};

const german: Texts = {
  listening: (at) => `${at}: Auf Aufträge lauschen`,
  running: (at, job) => `${at}: ${job} wird ausgeführt`,
  completed: (at, job, result) => `${at}: Der Auftrag „${job}“ wurde mit folgendem Ergebnis abgeschlossen: ${result}`,
  connectError: (at, reason) =>
    `${at}: Agent-Verbindungsfehler: ${reason}. Das Herstellen der Verbindung wird solange versucht, bis die Verbindung erneut hergestellt ist.`,
  poolNotFound: (pool) => `Agentpool nicht gefunden: „${pool}“`,
};

/** The texts in the language of the process's initial environment. As in .NET, variables from `.env` have no effect on it. */
export const texts: Texts = languageOf(process.env).startsWith('de') ? german : english;

function languageOf(env: NodeJS.ProcessEnv): string {
  return (env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '').toLowerCase();
}
