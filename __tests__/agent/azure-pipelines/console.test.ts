import { jobNews } from '../../../agent/azure-pipelines/console';

const AT = '2026-01-05 10:00:00Z';

test.each([
  [`${AT}: Listening for Jobs`, undefined],
  [`${AT}: Running job: build`, 'taken'],
  [`${AT}: Job build completed with result: Succeeded`, 'completed'],
  [`${AT}: build wird ausgeführt`, 'taken'],
  [`${AT}: Der Auftrag „build“ wurde mit folgendem Ergebnis abgeschlossen: Succeeded`, 'completed'],
  [`${AT}: Ejecutando el trabajo: build`, 'taken'],
  [`${AT}: el trabajo build se completó con el resultado: Failed`, 'completed'],
  [`${AT} : travail en cours d’exécution : build`, 'taken'],
  [`${AT}\u00a0: travail en cours d’exécution\u00a0: build`, 'taken'],
  [`${AT} : le travail build est terminé avec le résultat : Succeeded`, 'completed'],
  [`${AT}: Esecuzione del processo in corso: build`, 'taken'],
  [`${AT}: processo build completato con risultato: Succeeded`, 'completed'],
  [`${AT}: ジョブ 'build' を実行中です`, 'taken'],
  [`${AT}: ジョブ build が完了しました。結果: Succeeded`, 'completed'],
  [`${AT}: 실행 중인 작업: build`, 'taken'],
  [`${AT}: build 작업이 완료되었으며 결과: Succeeded`, 'completed'],
  [`${AT}: Запуск задания: build`, 'taken'],
  [`${AT}: задание build выполнено с результатом: Succeeded`, 'completed'],
  [`${AT}: 正在运行作业: build`, 'taken'],
  [`${AT}: 作业 build 已完成，结果为: Succeeded`, 'completed'],
  [`${AT}: 執行中的工作: build`, 'taken'],
  [`${AT}: 工作 build 已完成，結果為: Succeeded`, 'completed'],
  [`${AT}: Running job: report completed with result: x`, 'taken'],
  [`${AT}: Running job: Job x completed with result: y`, 'taken'],
  ['Running job: without a time', undefined],
])('%s', (line, news) => {
  expect(jobNews(line)).toBe(news);
});
