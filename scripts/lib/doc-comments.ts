/** What the doc comment of an option says. */
export interface DocComment {
  readonly text: string;
  /** The words after `@default`; undefined when the option must be given. */
  readonly default: string | undefined;
}

/** Doc comments by the name of the exported object schema and the key in it. */
export type DocComments = ReadonlyMap<string, ReadonlyMap<string, DocComment>>;

const SCHEMA = /export const (\w+) = z\.strictObject\(\{\n([\s\S]*?)\n\}\);/g;
const OPTION = /^ {2}\/\*\* (.*?) \*\/\n {2}(\w+)[:,]/gm;

/** Reads the doc comments of the options in the source of a schema, so that they need no copy in the docs. */
export function readDocComments(source: string): DocComments {
  const schemas = [...source.matchAll(SCHEMA)].map(([, name = '', body = '']) => {
    const options = [...body.matchAll(OPTION)].map(([, comment = '', key = '']) => [key, parse(comment)] as const);
    return [name, new Map(options)] as const;
  });
  return new Map(schemas);
}

function parse(comment: string): DocComment {
  const [text = '', byDefault] = comment.split(/ @default /);
  return { text, default: byDefault };
}
