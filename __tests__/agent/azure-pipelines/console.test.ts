import { jobNews } from '../../../agent/azure-pipelines/console';

const at = '2026-01-05 10:00:00Z';

test.each([
  [`${at}: Listening for Jobs`, undefined],
  [`${at}: Running job: build`, 'taken'],
  [`${at}: Job build completed with result: Succeeded`, 'completed'],
  [`${at}: build wird ausgeführt`, 'taken'],
  [`${at}: Der Auftrag „build“ wurde mit folgendem Ergebnis abgeschlossen: Succeeded`, 'completed'],
  [`${at}: Ejecutando el trabajo: build`, 'taken'],
  [`${at}: el trabajo build se completó con el resultado: Failed`, 'completed'],
  [`${at} : travail en cours d’exécution : build`, 'taken'],
  [`${at}\u00a0: travail en cours d’exécution\u00a0: build`, 'taken'],
  [`${at} : le travail build est terminé avec le résultat : Succeeded`, 'completed'],
  [`${at}: Esecuzione del processo in corso: build`, 'taken'],
  [`${at}: processo build completato con risultato: Succeeded`, 'completed'],
  [`${at}: ジョブ 'build' を実行中です`, 'taken'],
  [`${at}: ジョブ build が完了しました。結果: Succeeded`, 'completed'],
  [`${at}: 실행 중인 작업: build`, 'taken'],
  [`${at}: build 작업이 완료되었으며 결과: Succeeded`, 'completed'],
  [`${at}: Запуск задания: build`, 'taken'],
  [`${at}: задание build выполнено с результатом: Succeeded`, 'completed'],
  [`${at}: 正在运行作业: build`, 'taken'],
  [`${at}: 作业 build 已完成，结果为: Succeeded`, 'completed'],
  [`${at}: 執行中的工作: build`, 'taken'],
  [`${at}: 工作 build 已完成，結果為: Succeeded`, 'completed'],
  [`${at}: Running job: report completed with result: x`, 'taken'],
  [`${at}: Running job: Job x completed with result: y`, 'taken'],
  ['Running job: without a time', undefined],
])('%s', (line, news) => {
  expect(jobNews(line)).toBe(news);
});
