/** The doc comment of an option. */
export interface DocComment {
  readonly text: string;
  /** The text after `@default`; undefined if the option is required. */
  readonly default: string | undefined;
}

/** Doc comments by the name of the exported object schema, then by option. */
export type DocComments = ReadonlyMap<string, ReadonlyMap<string, DocComment>>;

/** The schema of an object: with all its options, or with those of another schema and further ones. */
const SCHEMA =
  /export const (\w+) = (?:z\.(?:strict|loose)Object|(?:\w+\.)?(\w+)(?:\.(?:pick|omit)\(\{[^}]*\}\))?\.extend)\(\{\n([\s\S]*?)\n\}\);/g;
/** The options of another schema, among those of an object. */
const SPREAD = /^ {2}\.\.\.(\w+)\.shape,$/gm;
const OPTION = /^ {2}\/\*\* (.*?) \*\/\n {2}(\w+)[:,]/gm;

/**
 * Reads the doc comments of options from the source of a schema, so that the docs need no copy of them.
 * @param bases the comments of schemas that those of this source extend or contain
 */
export function readDocComments(source: string, bases: DocComments = new Map()): DocComments {
  const schemas = [...source.matchAll(SCHEMA)].map(([, name = '', base = '', body = '']) => {
    const options = [...body.matchAll(OPTION)].map(([, comment = '', key = '']) => [key, parse(comment)] as const);
    const others = [base, ...[...body.matchAll(SPREAD)].map(([, other = '']) => other)];
    return [name, new Map([...others.flatMap((other) => [...(bases.get(other) ?? [])]), ...options])] as const;
  });
  return new Map(schemas);
}

function parse(comment: string): DocComment {
  const [text = '', byDefault] = comment.split(/ @default /);
  return { text, default: byDefault };
}
