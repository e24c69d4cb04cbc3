import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { projectOf } from '../../config/project';
import type { ChartOptions } from './chart-options';
import { type ChartMetadata, chartYaml } from './chart-yaml';
import { modelTemplate } from './model/model-template';
import { notesText } from './notes';
import { OBJECT_FILES, objectFileText } from './objects/object-files';
import { problemsTemplates } from './problems/templates';
import { chartReadme } from './readme';
import { DASHBOARD_FILE } from './sample/monitoring-slots';
import { valuesSchemaText } from './values/json-schema';
import { valuesYaml } from './values/values-yaml';

/** The files of the chart, by path. */
export type ChartFiles = Readonly<Record<string, string>>;

/** All files of the chart of this project. Takes several seconds, because every choice of features is built. */
export async function chartFiles(options: ChartOptions = {}): Promise<ChartFiles> {
  const { root } = projectOf(__dirname);
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const project = JSON.parse(read('package.json')) as Pick<ChartMetadata, 'name' | 'version' | 'description'>;
  return {
    'Chart.yaml': chartYaml({ ...project, ...options, changelog: read('CHANGELOG.md') }),
    'values.yaml': valuesYaml(read),
    'values.schema.json': valuesSchemaText(read),
    'README.md': chartReadme(read, { ...project, ...options }),
    LICENSE: read('LICENSE'),
    'templates/NOTES.txt': notesText(),
    [DASHBOARD_FILE]: read('monitoring/dashboard.json'),
    'templates/_model.tpl': modelTemplate(options),
    ...problemsTemplates(),
    ...(await objectFiles()),
  };
}

async function objectFiles(): Promise<ChartFiles> {
  const files: [string, string][] = [];
  for (const file of OBJECT_FILES) {
    files.push([`templates/${file.path}`, objectFileText(file)]);
    // Between two files, a signal ends the program and progress is shown.
    await setImmediate();
  }
  return Object.fromEntries(files);
}
