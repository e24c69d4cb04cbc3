import { ServiceError } from '../../../providers/contract/service-error';
import type { GitHub } from '../../../providers/github/client/client';
import type { ScaleSet, ScaleSetSpec } from '../../../providers/github/client/types';
import type { Log } from '../../process/log';
import type { ScaleSetRef } from '../../settings/scaler-entry';

type Client = Pick<GitHub, 'findRunnerGroup' | 'findScaleSet' | 'createScaleSet' | 'updateScaleSet'>;

/**
 * Finds a scale set by its name, or creates it, and makes it as the config has it. Several replicas may do so at the same time.
 * @throws ServiceError
 */
export async function ensureScaleSet(client: Client, ref: ScaleSetRef, log: Pick<Log, 'info' | 'warn'>): Promise<ScaleSet> {
  const spec = { name: ref.name, groupId: await findGroup(client, ref.group), labels: ref.labels };
  const set = (await createIfMissing(client, spec, log)) ?? (await update(client, spec));
  const missing = missingLabels(set, ref);
  if (missing.length > 0) {
    log.warn('GitHub did not take all labels of a scale set', {
      scaleSet: ref.name,
      missing: missing.join(', '),
      remedy:
        'jobs that ask for them do not run here. GitHub Enterprise Server before 3.21 takes only the name, unless a flag is set: use that',
    });
  }
  return set;
}

async function findGroup(client: Client, name: string): Promise<number> {
  const id = await client.findRunnerGroup(name);
  if (id !== undefined) return id;
  const remedy = 'create it under Settings, Actions, Runner groups, or correct runnerGroup of the runner pool';
  throw new ServiceError(`runner group "${name}" not found: ${remedy}`, { fault: 'absent' });
}

/** Undefined if the scale set exists. */
async function createIfMissing(client: Client, spec: ScaleSetSpec, log: Pick<Log, 'info'>): Promise<ScaleSet | undefined> {
  if ((await client.findScaleSet(spec.groupId, spec.name)) !== undefined) return undefined;
  const created = await client.createScaleSet(spec);
  // Another replica was faster.
  if (created === 'exists') return undefined;
  log.info('created a scale set', { scaleSet: spec.name, scaleSetId: created.id });
  return created;
}

/** Also if the labels are the same: whether its runners may update themselves is in no answer, and their image must not change. */
async function update(client: Client, spec: ScaleSetSpec): Promise<ScaleSet> {
  const found = await client.findScaleSet(spec.groupId, spec.name);
  if (found !== undefined) return client.updateScaleSet(found.id, spec);
  throw new ServiceError(`GitHub says that scale set "${spec.name}" exists, and does not list it`, { fault: 'transient' });
}

function missingLabels({ labels }: ScaleSet, { name, labels: asked }: ScaleSetRef): readonly string[] {
  const given = new Set(labels.map((label) => label.toLowerCase()));
  return (asked.length === 0 ? [name] : asked).filter((label) => !given.has(label.toLowerCase()));
}
