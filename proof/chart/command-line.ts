import { parseOptions } from '../../operate/lib/parse-options';
import { countOf, noSuch } from '../lib/command';
import { HELM_MAJORS, type HelmMajor } from '../lib/helm/helm-source';

/** So that two runs try the same configs. */
const DEFAULT_SEED = 20_261_128;
const DEFAULT_RUNS = 300;

export const USAGE = `npm run test:chart [-- OPTIONS]
Writes the Helm chart and proves it with the real Helm: for many configs, helm
template makes the same objects as npm run manifests, and refuses what the
config's rules refuse. Runs helm lint, and scans the objects with checkov and
kube-score. Needs Go, which compiles Helm the first time, and Python 3.11 to
3.13 for checkov.

  --runs N    random configs, in addition to those of docs/examples;
              default ${DEFAULT_RUNS}
  --seed N    chooses the random configs; default ${DEFAULT_SEED}
  --helm N    only this major version of Helm: ${HELM_MAJORS.join(' or ')}; default both
  --no-scan   does not run checkov and kube-score
  --help      shows this help

A random config that fails is printed with its seed and its values, first as it
is, then as small as it can be made.

Exit code: 0 the chart is proved, 1 it is not, 2 usage error, 130 Ctrl-C.
`;

export interface Options {
  readonly runs: number;
  readonly seed: number;
  readonly majors: readonly HelmMajor[];
  readonly scan: boolean;
}

/** Reads the arguments. @throws UsageError */
export function parseCommandLine(args: readonly string[]): Options {
  const values = parseOptions(args, {
    runs: { type: 'string', default: `${DEFAULT_RUNS}` },
    seed: { type: 'string', default: `${DEFAULT_SEED}` },
    helm: { type: 'string' },
    'no-scan': { type: 'boolean', default: false },
  });
  return {
    runs: countOf('--runs', values.runs),
    seed: countOf('--seed', values.seed),
    majors: values.helm === undefined ? HELM_MAJORS : [majorOf(values.helm)],
    scan: !values['no-scan'],
  };
}

function majorOf(word: string): HelmMajor {
  const major = HELM_MAJORS.find((each) => each === word);
  if (major === undefined) throw noSuch('version of Helm', word, HELM_MAJORS);
  return major;
}
