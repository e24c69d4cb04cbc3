import { Document, visit } from 'yaml';

/** Words that YAML 1.1 reads as true and false. YAML 1.2, by which this program writes, has them as texts without quotes. */
const BOOLEAN = /^(?:y|n|yes|no|on|off)$/i;
/** Numbers and times of either version, such as `1_000`, `0b11`, `0o17`, `12:30:45` and `2027-03-01`, and what looks like one. */
const NUMBER = /^[-+]?(?:0[box][\da-f_]*|[\d.][\d_.,:]*(?:e[-+]?[\d_]*)?|\d{4}-\d\d?-\d\d?(?:[t ].*)?)$/i;
/** A blank at the start or at the end of a line, which the parser of Helm and kubectl loses in a block of lines. */
const BLANK = /^\s|[ \t](?:\n|$)/;
/** Characters that this parser refuses or reads as the end of a line, unless they are escaped. */
const CONTROL = /(?!\n)[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/gu;

/**
 * YAML that Helm and kubectl, which read it by the rules of version 1.1, and programs that read it by those of 1.2 understand in the
 * same way. Texts that one of them would read as something else are in double quotes.
 */
export function portableYaml(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && needsQuotes(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  // All that is left of these characters is in double quotes.
  return document
    .toString({ lineWidth: 0 })
    .replaceAll(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const needsQuotes = (text: string): boolean => [BOOLEAN, NUMBER, BLANK].some((pattern) => pattern.test(text)) || text.search(CONTROL) >= 0;
