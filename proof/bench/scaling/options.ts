import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run bench:scaling -- [options]

Measures this project's ScaledJob beside the settings that others publish, in a real cluster with KEDA.

  --loads ID,...      only these loads (burst, two-waves, flood, poisson, poisson-cancelled)
  --variants ID,...   only these variants (own, tutorial, documentation, blue-agent; and, only when named, own-ready)
  --quick             few jobs and a short wait, to try the benchmark itself out
  --out FILE          where the results go (default: dist/bench/scaling.json)
  --render            measure nothing: make docs/benchmarks.md and its charts from FILE
  --help              this text
`;

export interface Options {
  /** Undefined: all. */
  readonly loads: readonly string[] | undefined;
  /** Undefined: all. */
  readonly variants: readonly string[] | undefined;
  readonly quick: boolean;
  readonly out: string | undefined;
  readonly render: boolean;
  readonly help: boolean;
}

/** @throws Error for an option that there is not */
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

/** Those that are named, in their own order; all when none is. @throws Error that names an id which there is not */
export function chosen<T extends { readonly id: string }>(
  what: string,
  all: readonly T[],
  ids: readonly string[] | undefined,
): readonly T[] {
  const unknown = (ids ?? []).find((id) => !all.some((item) => item.id === id));
  if (unknown !== undefined) throw new Error(`no ${what} "${unknown}"; there are: ${all.map(({ id }) => id).join(', ')}`);
  return all.filter(({ id }) => ids === undefined || ids.includes(id));
}
