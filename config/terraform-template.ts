import { mapText } from './map-text';

/** Doubling the first character makes the start of a template plain text. */
const TEMPLATE_START = /[$%]\{/g;

/**
 * Makes text mean itself in Terraform JSON, where `${` and `%{` start a template. For texts that a construct is given
 * outside of this program's stacks; those of a config are made literal as a whole, see literal-text.ts.
 * @param isTemplate tells the strings that are templates on purpose, such as tokens of cdktf. @default none
 */
export function escapeTemplate<Value>(value: Value, isTemplate: (text: string) => boolean = () => false): Value {
  return mapText(value, (text) => (isTemplate(text) ? text : text.replace(TEMPLATE_START, (start) => `${start[0]}${start}`)));
}

/** The text that Terraform makes of an escaped one. */
export function unescapeTemplate<Value>(value: Value): Value {
  return mapText(value, (text) => text.replace(/([$%])\1\{/g, '$1{'));
}
