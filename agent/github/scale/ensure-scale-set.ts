import { ServiceError } from '../../../providers/contract/service-error';
import type { GitHub } from '../../../providers/github/client/client';
import type { ScaleSet, ScaleSetSpec } from '../../../providers/github/client/types';
import type { Log } from '../../process/log';
import type { ScaleSetRef } from '../../settings/scaler-entry';

type Client = Pick<GitHub, 'findRunnerGroup' | 'findScaleSet' | 'createScaleSet' | 'updateScaleSet'>;

/**
 * Finds a scale set by its name, or creates it, and makes it as the config has it. Several replicas may do so at the same time. It
 * is changed even if its labels are right: no answer says whether its runners may update themselves, which their image must not.
 * @throws ServiceError
 */
export async function ensureScaleSet(client: Client, ref: ScaleSetRef, log: Pick<Log, 'info' | 'warn'>): Promise<ScaleSet> {
  const spec = { name: ref.name, groupId: await findGroup(client, ref.group), labels: ref.labels };
  const found = await client.findScaleSet(spec.groupId, spec.name);
  const set = found === undefined ? await create(client, spec, log) : await client.updateScaleSet(found.id, spec);
  const missing = missingLabels(set, ref);
  // actions/scaleset, README: the flag is DistributedTask.AllowRunnerScaleSetCustomLabels, from 3.18 on.
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

async function create(client: Client, spec: ScaleSetSpec, log: Pick<Log, 'info'>): Promise<ScaleSet> {
  const created = await client.createScaleSet(spec);
  if (created !== 'exists') {
    log.info('created a scale set', { scaleSet: spec.name, scaleSetId: created.id });
    return created;
  }
  // Another replica was faster.
  const found = await client.findScaleSet(spec.groupId, spec.name);
  if (found !== undefined) return found;
  throw new ServiceError(`GitHub says that scale set "${spec.name}" exists, and does not list it`, { fault: 'transient' });
}

function missingLabels({ labels }: ScaleSet, { name, labels: asked }: ScaleSetRef): readonly string[] {
  const given = new Set(labels.map((label) => label.toLowerCase()));
  return (asked.length === 0 ? [name] : asked).filter((label) => !given.has(label.toLowerCase()));
}
