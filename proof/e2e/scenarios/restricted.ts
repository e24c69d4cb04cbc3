import assert from 'node:assert/strict';
import type { V1PodSpec } from '@kubernetes/client-node';
import { refusal, specOf, withSecurity } from '../scene/admission';
import { balances } from '../scene/balance';
import { scenario } from '../scene/scenario';

scenario('the namespace takes restricted pods only, and those of the agents are', { name: 'restricted' }, async (scene) => {
  const { metadata } = await scene.kubernetes.core.readNamespace({ name: scene.namespace });
  assert.equal(metadata?.labels?.['pod-security.kubernetes.io/enforce'], 'restricted');

  scene.queue(1);
  await balances(scene);
  const [agent, placeholder] = [...scene.pods.agentPods, ...scene.pods.placeholderPods].map(({ pod }) => specOf(pod));
  assert.ok(agent && placeholder);
  assert.equal(await refusal(scene, agent), undefined);
  assert.equal(await refusal(scene, placeholder), undefined);

  const disk = { name: 'node', hostPath: { path: '/' } };
  const harmful: readonly [V1PodSpec, RegExp][] = [
    [withSecurity(agent, { privileged: true, allowPrivilegeEscalation: true }), /privileged/],
    [withSecurity(agent, { runAsUser: 0 }), /runAsUser=0/],
    [withSecurity(agent, { capabilities: { drop: ['ALL'], add: ['SYS_PTRACE'] } }), /unrestricted capabilities/],
    [{ ...agent, hostNetwork: true }, /host namespaces/],
    [{ ...agent, hostPID: true }, /host namespaces/],
    [{ ...agent, volumes: [...(agent.volumes ?? []), disk] }, /hostPath/],
  ];
  for (const [spec, why] of harmful) {
    const refused = (await refusal(scene, spec)) ?? 'taken';
    assert.match(refused, /violates PodSecurity/);
    assert.match(refused, why);
  }
});
