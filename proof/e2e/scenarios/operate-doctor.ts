import assert from 'node:assert/strict';
import { allChecks } from '../../../operate/doctor/checks';
import {
  deleteTriggerAuthentication,
  MISSING_IMAGE,
  mergePatch,
  scalePlaceholder,
  setImage,
  setTriggerAgentPool,
} from '../scene/edit-objects';
import { untilDoctorFinds, untilDoctorPasses } from '../scene/operator-reports';
import { Scaler } from '../scene/scaler';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

const AGENT_POOLS = [{ name: 'linux', demands: ['size -equals small'] }];

scenario('the doctor passes a sound deployment, and then finds each fault', { name: 'doctor', agentPools: AGENT_POOLS }, async (scene) => {
  const checks = await untilDoctorPasses(scene);
  const expected = allChecks.filter(({ phase, service }) => phase === 'after' && service !== 'gitHub');
  assert.deepEqual(
    checks.map(({ id }) => id),
    expected.map(({ id }) => id),
  );
  const placeholder = `${scene.scaledJobName()}-placeholder`;

  await scalePlaceholder(scene, 0);
  const scaled = await untilDoctorFinds(scene, { check: 'placeholder-runs', finding: /is scaled to 0/ });
  assert.equal(scaled.advice, `kubectl scale deployment ${placeholder} --replicas 1 --namespace ${scene.namespace}`);
  const agent = scene.placeholders[0];
  assert.ok(agent);
  scene.devops.pool('linux').removeAgent(agent.id);
  await untilDoctorFinds(scene, {
    check: 'placeholder-agent',
    finding: new RegExp(`^agent ${placeholder} is not registered in agent pool "linux"`),
  });
  await scalePlaceholder(scene, 1);
  await untilDoctorPasses(scene);

  const withScaler = scene.environment.trigger === 'metrics-api';
  await (withScaler ? stopScaler(scene) : nameOtherAgentPool(scene));
  await untilDoctorPasses(scene);

  const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'azure-pipelines-agent' } };
  await mergePatch(scene, { ...policy, spec: { egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] } });
  await untilDoctorFinds(scene, {
    check: 'network-policy',
    finding: /127\.0\.0\.1 can't be reached at port \d+; .*DNS can't be reached/,
  });

  if (!withScaler) {
    await deleteTriggerAuthentication(scene);
    await untilDoctorFinds(scene, { check: 'trigger-authentication', finding: /^TriggerAuthentication \S+ does not exist$/ });
  }

  await setImage(scene, 'linux', MISSING_IMAGE);
  await untilDoctorFinds(scene, { check: 'image', finding: /^ScaledJob \S+ runs 127\.0\.0\.1:9\/missing:1, and \S+ is configured/ });
});

async function nameOtherAgentPool(scene: Scene): Promise<void> {
  await setTriggerAgentPool(scene, 'no-such-pool');
  await untilDoctorFinds(scene, { check: 'scaled-jobs', finding: /^ScaledJob \S+ is not ready: / });
  await setTriggerAgentPool(scene, 'linux');
}

async function stopScaler(scene: Scene): Promise<void> {
  const scaler = new Scaler(scene);
  await scaler.scale(0);
  await untilDoctorFinds(scene, { check: 'scaler', finding: /^Deployment azure-pipelines-scaler is scaled to 0: no agents are made$/ });
  await untilDoctorFinds(scene, { check: 'scaled-jobs', finding: /^ScaledJob \S+ is not ready: / });
  await scaler.scale(2);
}
