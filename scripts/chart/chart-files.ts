import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { projectOf } from '../../config/project';
import { type ChartMetadata, chartYaml } from './chart-yaml';
import type { DefaultImages } from './model-facts';
import { modelTemplate } from './model-template';
import { OBJECT_FILES, objectFileText } from './object-files';
import { valuesSchemaText } from './values/json-schema';
import { valuesYaml } from './values/values-yaml';

/** The files of the chart, by path. */
export type ChartFiles = Readonly<Record<string, string>>;

/** All files of the chart of this project. Takes several seconds, because every choice of features is built. */
export async function chartFiles(images: DefaultImages = {}): Promise<ChartFiles> {
  const { root } = projectOf(__dirname);
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const metadata = JSON.parse(read('package.json')) as ChartMetadata;
  return {
    'Chart.yaml': chartYaml(metadata),
    'values.yaml': valuesYaml(read),
    'values.schema.json': valuesSchemaText(read),
    LICENSE: read('LICENSE'),
    'templates/_model.tpl': modelTemplate(images),
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
