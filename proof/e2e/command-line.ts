import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { KedaVersion } from '../../config/keda-version';
import { DEFAULT_TRIGGER, isTrigger, TRIGGERS, type Trigger } from '../../config/trigger';
import { UsageError } from '../../operate/lib/command';
import { parseOptions } from '../../operate/lib/parse-options';
import { noSuch } from '../lib/command';
import { NEWEST_TESTED_KEDA_VERSION, TESTED_KEDA_VERSIONS, testedKedaVersion } from './keda-versions';

export const USAGE = `Tests this project in a real Kubernetes cluster with the real KEDA and the real
image (docs/e2e.md).

  npm run e2e                        runs all scenarios
  npm run e2e -- --only WORD         runs only scenarios with the word in their
                                     file name; can be repeated
  npm run e2e -- --keda VERSION      runs another version of KEDA:
                                     ${TESTED_KEDA_VERSIONS.join(' or ')}; default ${NEWEST_TESTED_KEDA_VERSION}
  npm run e2e -- --trigger TRIGGER   counts jobs by another trigger:
                                     ${TRIGGERS.join(' or ')};
                                     default ${DEFAULT_TRIGGER}
  npm run e2e -- --shell             starts the cluster and keeps it running
                                     until Ctrl-C
  npm run e2e -- --save-image FILE   builds the agent image and the runner
                                     image with stubs and writes them to an
                                     archive
  npm run e2e -- --help              shows this text

Creates a cluster on this machine, which requires Linux and root. If KUBECONFIG
is set, uses that cluster instead, with its KEDA.

Exit codes: 0 every scenario passed, 1 a scenario failed, 2 usage error or no
cluster can be created, 130 ended by Ctrl-C.`;

/** What to do, as read from the command line. */
export type Request =
  | { readonly kind: 'shell'; readonly keda: KedaVersion | undefined }
  | { readonly kind: 'save-image'; readonly file: string }
  | {
      readonly kind: 'scenarios';
      readonly keda: KedaVersion | undefined;
      readonly trigger: Trigger;
      readonly only: readonly string[];
    };

/**
 * Parses and checks the arguments.
 * @param scenarios names of the files of all scenarios, without an extension
 * @throws UsageError if they are invalid
 */
export function parseCommandLine(args: readonly string[], scenarios: readonly string[]): Request {
  const values = parseOptions(args, {
    shell: { type: 'boolean' },
    only: { type: 'string', multiple: true },
    keda: { type: 'string' },
    trigger: { type: 'string' },
    'save-image': { type: 'string' },
  });
  const { shell, only = [], keda: version, 'save-image': file } = values;
  refuseTogether({ '--shell': shell, '--save-image': file, '--only': values.only });
  refuseTogether({ '--save-image': file, '--keda': version });
  refuseTogether({ '--save-image': file, '--trigger': values.trigger });
  refuseTogether({ '--shell': shell, '--trigger': values.trigger });
  const unknown = only.find((word) => word === '' || !scenarios.some((name) => name.includes(word)));
  if (unknown !== undefined) throw noSuch('scenario with the word', unknown, scenarios);
  if (file !== undefined) return { kind: 'save-image', file: writableFile('--save-image', file) };
  const keda = version === undefined ? undefined : testedKedaVersion(version);
  return shell ? { kind: 'shell', keda } : { kind: 'scenarios', keda, trigger: triggerOf(values.trigger), only };
}

/** @throws UsageError if there is no such trigger */
function triggerOf(name: string = DEFAULT_TRIGGER): Trigger {
  if (!isTrigger(name)) throw noSuch('trigger', name, TRIGGERS);
  return name;
}

/** @throws UsageError if more than one of the options is given */
function refuseTogether(options: Readonly<Record<string, unknown>>): void {
  const [one, other] = Object.keys(options).filter((name) => options[name] !== undefined);
  if (one !== undefined && other !== undefined) throw new UsageError(`${one} and ${other} exclude each other`);
}

/** Returns the path of a file that will be written. @throws UsageError if its folder does not exist */
export function writableFile(option: string, file: string): string {
  const path = resolve(file);
  if (file === '' || !existsSync(dirname(path))) throw new UsageError(`${option} must name a file in a folder that exists, got "${file}"`);
  return path;
}
