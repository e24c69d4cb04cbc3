import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

/** The parts of Chart.yaml that are checked. */
interface ChartFile {
  readonly apiVersion?: unknown;
  readonly name?: unknown;
  readonly version?: unknown;
  readonly appVersion?: unknown;
  readonly description?: unknown;
  readonly type?: unknown;
  readonly maintainers?: readonly { readonly name?: unknown }[];
}

const SEMANTIC_VERSION = /^\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/;

/** The rules of chart-testing for Chart.yaml (its etc/chart_schema.yaml and `validate-maintainers`), and what Helm requires. */
const FIELD_RULES: readonly { readonly rule: string; readonly isBroken: (chart: ChartFile) => boolean }[] = [
  { rule: 'apiVersion must be v2', isBroken: ({ apiVersion }) => apiVersion !== 'v2' },
  { rule: 'name must be there', isBroken: ({ name }) => typeof name !== 'string' },
  { rule: 'description must be there', isBroken: ({ description }) => typeof description !== 'string' },
  { rule: 'type must be application', isBroken: ({ type }) => type !== 'application' },
  { rule: 'version must be a semantic version', isBroken: ({ version }) => typeof version !== 'string' || !SEMANTIC_VERSION.test(version) },
  { rule: 'appVersion must equal version', isBroken: ({ version, appVersion }) => appVersion !== version },
  {
    rule: 'maintainers must have names, and there must be at least one',
    isBroken: ({ maintainers = [] }) => maintainers.length === 0 || maintainers.some(({ name }) => typeof name !== 'string'),
  },
];

/** The rules of chart-testing for the lines of YAML files (its etc/lintconf.yaml, for yamllint). */
const LINE_RULES: readonly { readonly rule: string; readonly broken: RegExp }[] = [
  { rule: 'ends with blanks', broken: /[ \t]+$/ },
  { rule: 'has a tab', broken: /\t/ },
  { rule: 'has a carriage return', broken: /\r/ },
  { rule: 'has more than one blank after a hyphen', broken: /^ *- {2,}\S/ },
  { rule: 'has a blank before a colon', broken: /^ *[\w.-]+ +:/ },
  { rule: 'has more than one blank after a colon', broken: /^ *(?:- )?[\w.-]+: {2,}[^ #]/ },
  { rule: 'has a comment without a blank after "#"', broken: /^ *#+[^#\s]/ },
  { rule: 'has blanks inside of braces', broken: /^[^"'#]*(?:\{ | \}|\[ | \])/ },
];

/** Checks Chart.yaml and values.yaml, as `ct lint` does. */
export function checkChartFiles(chart: string): readonly string[] {
  const [chartFile = '', valuesFile = ''] = ['Chart.yaml', 'values.yaml'].map((name) => readFileSync(join(chart, name), 'utf8'));
  const content = parseDocument(chartFile).toJS() as ChartFile;
  return [
    ...FIELD_RULES.filter(({ isBroken }) => isBroken(content)).map(({ rule }) => `Chart.yaml: ${rule}`),
    ...yamlProblems('Chart.yaml', chartFile),
    ...yamlProblems('values.yaml', valuesFile),
  ];
}

/** What yamllint would report of a file. */
export function yamlProblems(name: string, text: string): readonly string[] {
  const { errors } = parseDocument(text, { uniqueKeys: true });
  const lines = text.split('\n');
  return [
    ...errors.map(({ message }) => `${name}: ${message}`),
    ...lines.flatMap((line, at) => LINE_RULES.filter(({ broken }) => broken.test(line)).map(({ rule }) => `${name}:${at + 1} ${rule}`)),
    ...(/^\n/.test(text) ? [`${name} begins with an empty line`] : []),
    ...(/\n{4}/.test(text) ? [`${name} has more than two empty lines together`] : []),
    ...(/[^\n]\n$/.test(text) ? [] : [`${name} must end with one line break`]),
  ];
}
