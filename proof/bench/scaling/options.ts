import { statSync } from 'node:fs';
import type { KedaVersion } from '../../../config/keda-version';
import { wrap } from '../../../lib/wrap';
import { UsageError } from '../../../operate/lib/command';
import { parseOptions } from '../../../operate/lib/parse-options';
import { NEWEST_TESTED_KEDA_VERSION, TESTED_KEDA_VERSIONS, testedKedaVersion } from '../../e2e/keda-versions';
import { countOf, noSuch } from '../../lib/command';
import { loadsOf } from './loads/loads';
import { SERVICE_IDS, type ServiceId } from './services/ids';
import { VARIANT_IDS, VARIANT_IDS_ON_REQUEST } from './variants/ids';

/** The service for a run that names none. */
const DEFAULT_SERVICE: ServiceId = 'azure-devops';

const LOAD_IDS = loadsOf({ quick: false }).map(({ id }) => id);

/** A list in the right column of the help. */
const inHelp = (ids: readonly string[]): string => wrap(ids.join(', '), 57, 22);

export const USAGE = `Usage: npm run bench:scaling -- [options]

Compares how this project's agents and runners follow the queue with settings
that others publish, in a real cluster with KEDA.

  --service ID        ${SERVICE_IDS.join(' or ')}; default ${DEFAULT_SERVICE}
  --loads ID,...      only these loads:
                      ${inHelp(LOAD_IDS)}
  --variants ID,...   only these variants:
                      ${inHelp(VARIANT_IDS['azure-devops'])};
                      ${VARIANT_IDS_ON_REQUEST['azure-devops'].join(', ')} is measured only if named;
                      for github: ${inHelp(VARIANT_IDS.github)}
  --repeat N          measure each load N times with each variant, and bare pods
                      N times for each load (default: 1); tables show medians
  --resume            keep what FILE has, and measure only what is missing
  --keda VERSION      version of KEDA: ${TESTED_KEDA_VERSIONS.join(' or ')};
                      default ${NEWEST_TESTED_KEDA_VERSION}
  --quick             few jobs and a short wait, to test the benchmark itself
  --out FILE          file for the results (default: dist/bench/scaling.json,
                      for github dist/bench/scaling-github.json)
  --render            measure nothing; write docs/benchmarks.md, or for github
                      docs/benchmarks-github.md, and its charts from FILE
  --help              show this text
`;

export interface Options {
  readonly service: ServiceId;
  /** Ids; undefined means all. */
  readonly loads: readonly string[] | undefined;
  /** Ids; undefined means all. */
  readonly variants: readonly string[] | undefined;
  readonly repeat: number;
  readonly resume: boolean;
  /** @default - the newest that the cluster can run */
  readonly keda: KedaVersion | undefined;
  readonly quick: boolean;
  readonly out: string | undefined;
  readonly render: boolean;
}

/** Parses and checks the arguments. @throws UsageError if they are invalid */
export function readOptions(args: readonly string[]): Options {
  const values = parseOptions(args, {
    service: { type: 'string', default: DEFAULT_SERVICE },
    loads: { type: 'string' },
    variants: { type: 'string' },
    repeat: { type: 'string' },
    resume: { type: 'boolean' },
    keda: { type: 'string' },
    quick: { type: 'boolean', default: false },
    out: { type: 'string' },
    render: { type: 'boolean', default: false },
  });
  const { quick, out, render } = values;
  if (out !== undefined && (out === '' || isFolder(out))) throw new UsageError(`--out must name a file, got "${out}"`);
  const other = (['loads', 'variants', 'repeat', 'resume', 'keda'] as const).find((name) => values[name] !== undefined);
  if (render && other !== undefined) throw new UsageError(`--render and --${other} exclude each other`);
  const service = serviceOf(values.service);
  return {
    service,
    loads: idsOf('load', values.loads, LOAD_IDS),
    variants: idsOf('variant', values.variants, [...VARIANT_IDS[service], ...VARIANT_IDS_ON_REQUEST[service]]),
    repeat: values.repeat === undefined ? 1 : countOf('--repeat', values.repeat),
    resume: values.resume ?? false,
    keda: values.keda === undefined ? undefined : testedKedaVersion(values.keda),
    quick,
    out,
    render,
  };
}

function serviceOf(text: string): ServiceId {
  const service = SERVICE_IDS.find((id) => id === text);
  if (service === undefined) throw noSuch('service', text, SERVICE_IDS);
  return service;
}

function idsOf(what: string, text: string | undefined, known: readonly string[]): readonly string[] | undefined {
  const ids = text?.split(',');
  const unknown = ids?.find((id) => !known.includes(id));
  if (unknown !== undefined) throw noSuch(what, unknown, known);
  return ids;
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Returns the items with these ids, in the order of `all`; all items if `ids` is undefined. */
export const chooseById = <T extends { readonly id: string }>(all: readonly T[], ids: readonly string[] | undefined): readonly T[] =>
  all.filter(({ id }) => ids === undefined || ids.includes(id));
