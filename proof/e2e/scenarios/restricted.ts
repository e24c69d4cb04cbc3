import assert from 'node:assert/strict';
import type { V1PodSpec } from '@kubernetes/client-node';
import { admissionRefusal, specOf, withSecurity } from '../scene/admission';
import { expectBalance } from '../scene/balance';
import { scenario } from '../scene/scenario';

scenario(
  'the namespace admits only restricted pods, and those of agents and placeholders are restricted',
  { name: 'restricted' },
  async (scene) => {
    const { metadata } = await scene.kubernetes.core.readNamespace({ name: scene.namespace });
    assert.equal(metadata?.labels?.['pod-security.kubernetes.io/enforce'], 'restricted');

    scene.queue(1);
    await expectBalance(scene);
    const [agent, placeholder] = [...scene.pods.agentPods, ...scene.pods.placeholderPods].map(({ pod }) => specOf(pod));
    assert.ok(agent && placeholder);
    assert.equal(await admissionRefusal(scene, agent), undefined);
    assert.equal(await admissionRefusal(scene, placeholder), undefined);

    const hostDisk = { name: 'node', hostPath: { path: '/' } };
    const forbidden: readonly [V1PodSpec, RegExp][] = [
      [withSecurity(agent, { privileged: true, allowPrivilegeEscalation: true }), /privileged/],
      [withSecurity(agent, { runAsUser: 0 }), /runAsUser=0/],
      [withSecurity(agent, { capabilities: { drop: ['ALL'], add: ['SYS_PTRACE'] } }), /unrestricted capabilities/],
      [{ ...agent, hostNetwork: true }, /host namespaces/],
      [{ ...agent, hostPID: true }, /host namespaces/],
      [{ ...agent, volumes: [...(agent.volumes ?? []), hostDisk] }, /hostPath/],
    ];
    for (const [spec, reason] of forbidden) {
      const refusal = (await admissionRefusal(scene, spec)) ?? 'admitted';
      assert.match(refusal, /violates PodSecurity/);
      assert.match(refusal, reason);
    }
  },
);
