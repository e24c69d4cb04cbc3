import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run bench:scaling -- [options]

Compares this project's ScaledJob with the settings that others publish, in a real cluster with KEDA.

  --loads ID,...      only these loads (burst, two-waves, flood, poisson, poisson-cancelled)
  --variants ID,...   only these variants (own, tutorial, documentation, blue-agent; own-ready is measured only if named)
  --quick             few jobs and a short wait, to test the benchmark itself
  --out FILE          file for the results (default: dist/bench/scaling.json)
  --render            measure nothing; write docs/benchmarks.md and its charts from FILE
  --help              show this text
`;

export interface Options {
  /** Ids; undefined means all. */
  readonly loads: readonly string[] | undefined;
  /** Ids; undefined means all. */
  readonly variants: readonly string[] | undefined;
  readonly quick: boolean;
  readonly out: string | undefined;
  readonly render: boolean;
  readonly help: boolean;
}

/** Parses the arguments. @throws TypeError if an option is unknown */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      loads: { type: 'string' },
      variants: { type: 'string' },
      quick: { type: 'boolean', default: false },
      out: { type: 'string' },
      render: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { loads, variants, quick, out, render, help } = values;
  return { loads: loads?.split(','), variants: variants?.split(','), quick, out, render, help };
}

/** Returns the items with these ids, in the order of `all`; all items if `ids` is undefined. @throws Error that names an unknown id */
export function chooseById<T extends { readonly id: string }>(
  what: string,
  all: readonly T[],
  ids: readonly string[] | undefined,
): readonly T[] {
  const unknown = (ids ?? []).find((id) => !all.some((item) => item.id === id));
  if (unknown !== undefined) throw new Error(`unknown ${what} "${unknown}"; choose from ${all.map(({ id }) => id).join(', ')}`);
  return all.filter(({ id }) => ids === undefined || ids.includes(id));
}
