import { parseAllDocuments, visit } from 'yaml';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';

/** What Helm has rendered. */
export interface Rendered {
  readonly objects: readonly NativeObject[];
  /** What the parser of Helm and kubectl would read in another way than the one that is used here. */
  readonly faults: readonly string[];
}

/** Helm and kubectl read YAML by the rules of 1.1, in which `on` is true. Other tools use 1.2, in which `0o17` is a number. */
const VERSIONS = ['1.1', '1.2'] as const;

/** Characters that their parser refuses or reads as the end of a line. In a quoted text they have to be escaped. */
const UNSAFE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;

/** Reads the output of `helm template`. */
export function readRendered(text: string): Rendered {
  const [older = [], newer = []] = VERSIONS.map((version) => documentsOf(text, version));
  const objects = newer.map(({ value }) => value);
  const differs = JSON.stringify(older.map(({ value }) => value)) !== JSON.stringify(objects);
  return {
    objects: objects as readonly NativeObject[],
    faults: [
      ...(differs ? ['a text without quotes is another value in YAML 1.1 than in YAML 1.2'] : []),
      ...newer.flatMap(({ faults }) => faults),
      ...unsafeLines(text),
    ],
  };
}

function documentsOf(text: string, version: (typeof VERSIONS)[number]) {
  const documents = [...parseAllDocuments(text, { version, merge: false })].map((document) => {
    const faults = document.errors.map(({ message }) => message);
    visit(document, {
      Scalar(_, node) {
        if (isWrittenOddly(node.value, node.source))
          faults.push(`a whole number is written as ${node.source}, which the API server refuses`);
      },
    });
    return { value: document.toJS() as unknown, faults };
  });
  // A template that renders nothing leaves a document with its comment alone.
  return documents.filter(({ value, faults }) => value !== null || faults.length > 0);
}

/** Whether a whole number is written with a point or an exponent, as Go prints large numbers of values. */
const isWrittenOddly = (value: unknown, source: string | undefined): boolean =>
  Number.isInteger(value) && source !== undefined && !/^-?\d+$/.test(source);

const unsafeLines = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => UNSAFE.test(line))
    .map((line) => `a control character is not escaped: ${JSON.stringify(line.trim())}`);
