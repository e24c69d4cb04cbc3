import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectOf } from '../../config/project';
import { type ChartMetadata, chartYaml } from './chart-yaml';
import type { DefaultImages } from './model-facts';
import { modelTemplate } from './model-template';
import { OBJECT_FILES, objectFileText } from './object-files';
import { DASHBOARD_FILE } from './sample/monitoring-slots';
import { valuesSchemaText } from './values/json-schema';
import { valuesYaml } from './values/values-yaml';

/** The files of the chart, by path. */
export type ChartFiles = Readonly<Record<string, string>>;

/** All files of the chart of this project. Takes several seconds, because every choice of features is built. */
export function chartFiles(images: DefaultImages = {}): ChartFiles {
  const { root } = projectOf(__dirname);
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const metadata = JSON.parse(read('package.json')) as ChartMetadata;
  return {
    'Chart.yaml': chartYaml(metadata),
    'values.yaml': valuesYaml(read),
    'values.schema.json': valuesSchemaText(read),
    LICENSE: read('LICENSE'),
    [DASHBOARD_FILE]: read('monitoring/dashboard.json'),
    'templates/_model.tpl': modelTemplate(images),
    ...Object.fromEntries(OBJECT_FILES.map((file) => [`templates/${file.path}`, objectFileText(file)])),
  };
}
