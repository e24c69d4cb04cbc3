import { mapText } from './map-text';

/** In Terraform, `$${` and `%%{` stand for the texts `${` and `%{`. */
const TEMPLATE_START = /[$%]\{/g;

/**
 * Escapes text for Terraform JSON, where `${` and `%{` start a template. For texts that a construct gets outside of this
 * program's stacks. The texts of a config are made literal as a whole, see literal-text.ts.
 * @param isTemplate whether a string is meant as a template, such as a token of cdktf. @default none is
 */
export function escapeTemplate<Value>(value: Value, isTemplate: (text: string) => boolean = () => false): Value {
  return mapText(value, (text) => (isTemplate(text) ? text : text.replace(TEMPLATE_START, (start) => `${start[0]}${start}`)));
}

/** Reverses `escapeTemplate`. */
export function unescapeTemplate<Value>(value: Value): Value {
  return mapText(value, (text) => text.replace(/([$%])\1\{/g, '$1{'));
}
