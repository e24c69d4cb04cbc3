import * as fc from 'fast-check';

/** Texts that YAML, Helm, Kubernetes or Terraform read as something else if they are not quoted or escaped. */
const ODD_TEXTS = [
  '',
  ' ',
  '~',
  'null',
  'true',
  'no',
  '0x1f',
  '1e3',
  '007',
  '1_000',
  '12:30:45',
  '2027-03-01',
  '.inf',
  '- item',
  'key: value',
  '# no comment',
  "it's",
  'a "quoted" word',
  '$HOME $(HOME) $$(HOME) ${user} %{ if true }',
  '{{ .Values.name }} {{- end }}',
  'first line\nsecond line\n',
  '\ttab and blank ',
  'C:\\temp\\n',
  '<a href="?b&c">',
  'Grüße 😀 日本',
  'line\u2028separator',
  'next\u0085line\u007fdelete',
];

/** Names of objects that YAML would read as numbers or as true, false and nothing. */
const ODD_NAMES = ['123', '0x1f', '0o17', '007', '1e3', 'true', 'null', 'no', 'y', 'on', 'nan', '2027-03-01', '1-2'];

/** Any text that can be in an object: without NUL, and without half a character. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...ODD_TEXTS),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => !text.includes('\0')),
);

/** Text of one line, without blanks at its ends. Some characters may be excluded. */
export const lineWithout = (excluded: RegExp, maxLength: number): fc.Arbitrary<string> =>
  anyText.map((text) => [...text.replaceAll(/[\r\n]/g, '').replaceAll(excluded, '')].slice(0, maxLength).join('').trim());

/** Names of entries, of at most 16 characters. */
export const entryName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...ODD_NAMES),
  fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,14}[a-z0-9])?$/),
);

/** Names of deployments, of at most 12 characters. */
export const deploymentName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('true', 'null', 'y', 'pipelines'),
  fc.stringMatching(/^[a-z](?:[a-z0-9-]{0,10}[a-z0-9])?$/),
);

/** Values of labels, which may be empty. */
export const labelValue: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('', 'true', '123', '0x1f', '1e3', 'null', '1.0', 'No', '1_000'),
  fc.stringMatching(/^[A-Za-z0-9](?:[\w.-]{0,14}[A-Za-z0-9])?$/),
);

/** Labels of runners, and names of scale sets. */
export const runnerLabel: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('123', 'true', '1.0', 'aks-linux', 'x64', '_'),
  fc.stringMatching(/^[A-Za-z0-9_](?:[\w.-]{0,14}[A-Za-z0-9_])?$/),
);
