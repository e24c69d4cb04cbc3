/** Those texts of the console that others may look for, in the two languages that the stub speaks (strings.json). */
interface Texts {
  listening(at: string): string;
  running(at: string, job: string): string;
  completed(at: string, job: string, result: string): string;
  connectError(at: string, why: string): string;
  poolNotFound(pool: string): string;
}

const english: Texts = {
  listening: (at) => `${at}: Listening for Jobs`,
  running: (at, job) => `${at}: Running job: ${job}`,
  completed: (at, job, result) => `${at}: Job ${job} completed with result: ${result}`,
  connectError: (at, why) => `${at}: Agent connect error: ${why}. Retrying until reconnected.`,
  poolNotFound: (pool) => `Agent pool not found: '${pool}'`,
};

const german: Texts = {
  listening: (at) => `${at}: Auf Aufträge lauschen`,
  running: (at, job) => `${at}: ${job} wird ausgeführt`,
  completed: (at, job, result) => `${at}: Der Auftrag „${job}“ wurde mit folgendem Ergebnis abgeschlossen: ${result}`,
  connectError: (at, why) =>
    `${at}: Agent-Verbindungsfehler: ${why}. Das Herstellen der Verbindung wird solange versucht, bis die Verbindung erneut hergestellt ist.`,
  poolNotFound: (pool) => `Agentpool nicht gefunden: „${pool}“`,
};

/** In the language of the environment that the process was started with: `.env` comes too late for it, as in .NET. */
export const texts: Texts = languageOf(process.env).startsWith('de') ? german : english;

function languageOf(env: NodeJS.ProcessEnv): string {
  return (env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '').toLowerCase();
}
