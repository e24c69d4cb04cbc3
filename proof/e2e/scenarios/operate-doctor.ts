import assert from 'node:assert/strict';
import { doctorFinds, doctorIsContent } from '../scene/asking';
import { deleteTriggerAuthentication, merge, pointTrigger, scalePlaceholder } from '../scene/merge';
import { setImage } from '../scene/scaled-job';
import { scenario } from '../scene/scenario';

/** Nothing listens there, on the node itself: no request leaves it. */
const MISSING_IMAGE = '127.0.0.1:9/missing:1';

const agentPools = [{ name: 'linux', demands: ['size -equals small'] }];

scenario('doctor: a deployment is well, then each thing that breaks is found', { name: 'doctor', agentPools }, async (scene) => {
  const checks = await doctorIsContent(scene);
  assert.equal(checks.length, 11);
  const placeholder = `${scene.scaledJob()}-placeholder`;

  await scalePlaceholder(scene, 0);
  const scaled = await doctorFinds(scene, 'placeholder-runs', /is scaled to 0/);
  assert.equal(scaled.advice, `kubectl scale deployment ${placeholder} --replicas 1 --namespace ${scene.namespace}`);
  const agent = scene.placeholders[0];
  assert.ok(agent);
  scene.devops.pool('linux').removeAgent(agent.id);
  await doctorFinds(scene, 'placeholder-agent', new RegExp(`^agent ${placeholder} is not registered in agent pool "linux"`));
  await scalePlaceholder(scene, 1);
  await doctorIsContent(scene);

  await pointTrigger(scene, 'no-such-pool');
  await doctorFinds(scene, 'scaled-jobs', /^ScaledJob \S+ is not ready: /);
  await pointTrigger(scene, 'linux');
  await doctorIsContent(scene);

  const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'azure-pipelines-agent' } };
  await merge(scene, { ...policy, spec: { egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] } });
  await doctorFinds(scene, 'network-policy', /127\.0\.0\.1 can't be reached at port \d+; .*DNS can't be reached/);

  await deleteTriggerAuthentication(scene);
  await doctorFinds(scene, 'trigger-authentication', /^TriggerAuthentication \S+ does not exist$/);

  await setImage(scene, 'linux', MISSING_IMAGE);
  await doctorFinds(scene, 'image', /^ScaledJob \S+ runs 127\.0\.0\.1:9\/missing:1, and the config says /);
});
