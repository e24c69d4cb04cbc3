/**
 * Texts of the agent's console in all languages of its package: the language follows LANG (azure-pipelines-agent,
 * src/Misc/layoutbin/<language>/strings.json, RunningJob and JobCompleted). `.+` stands for the job's name and result.
 */
const RUNNING_JOB = [
  'Running job: .+',
  '.+ wird ausgeführt',
  'Ejecutando el trabajo: .+',
  'travail en cours d’exécution : .+',
  'Esecuzione del processo in corso: .+',
  "ジョブ '.+' を実行中です",
  '실행 중인 작업: .+',
  'Запуск задания: .+',
  '正在运行作业: .+',
  '執行中的工作: .+',
];
const JOB_COMPLETED = [
  'Job .+ completed with result: .+',
  'Der Auftrag „.+“ wurde mit folgendem Ergebnis abgeschlossen: .+',
  'el trabajo .+ se completó con el resultado: .+',
  'le travail .+ est terminé avec le résultat : .+',
  'processo .+ completato con risultato: .+',
  'ジョブ .+ が完了しました。結果: .+',
  '.+ 작업이 완료되었으며 결과: .+',
  'задание .+ выполнено с результатом: .+',
  '作业 .+ 已完成，结果为: .+',
  '工作 .+ 已完成，結果為: .+',
];

/** The text PoolNotFound of config.sh. */
const POOL_NOT_FOUND =
  /Agent pool not found|Agentpool nicht gefunden|No se encontró el grupo de agentes|Pool d’agents introuvable|Pool di agenti non trovato|エージェント プールが見つかりません|에이전트 풀을 찾을 수 없음|Пул агентов не найден|找不到代理池|找不到代理程式集區/i;

const RUNNING = afterTime(RUNNING_JOB);
const COMPLETED = afterTime(JOB_COMPLETED);

/** Whether a line of config.sh says that there is no such agent pool. */
export const saysPoolNotFound = (line: string): boolean => POOL_NOT_FOUND.test(line);

/** What a line of the listener's console says about its job; undefined if nothing. */
export function jobNews(line: string): 'taken' | 'completed' | undefined {
  // Checked first, because a job's name may look like the text at the end of a job.
  if (RUNNING.test(line)) return 'taken';
  return COMPLETED.test(line) ? 'completed' : undefined;
}

/** Matches one of the texts after a time such as 2026-01-05 10:00:00Z. French has several kinds of blanks before its colons. */
function afterTime(texts: readonly string[]): RegExp {
  return new RegExp(`^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ\\s?: (${texts.join('|').replaceAll(' :', '\\s?:')})\\s*$`);
}
