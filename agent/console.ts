/**
 * Texts of the listener's console in all languages that its package has: it follows LANG (azure-pipelines-agent,
 * src/Misc/layoutbin/<language>/strings.json, RunningJob and JobCompleted). `.+` stands for the job's name.
 */
const runningJob = [
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
const jobCompleted = [
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

const running = afterTime(runningJob);
const completed = afterTime(jobCompleted);

/** What a line of the listener's console says of its job; undefined when it says nothing. */
export function jobNews(line: string): 'taken' | 'completed' | undefined {
  // A job's name may look like the end of a job; so its beginning is looked for first.
  if (running.test(line)) return 'taken';
  return completed.test(line) ? 'completed' : undefined;
}

/** Such a text after a time like 2026-01-05 10:00:00Z. French has blanks of several kinds before its colons. */
function afterTime(texts: readonly string[]): RegExp {
  return new RegExp(`^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ\\s?: (${texts.join('|').replaceAll(' :', '\\s?:')})\\s*$`);
}
