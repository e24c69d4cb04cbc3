import assert from 'node:assert/strict';
import { suite } from 'node:test';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';
import { expectBalance } from '../scene/balance';
import { fieldOwners } from '../scene/field-owners';
import { expectNoDifference, fromChart, fromManifests, type GitOps, gitOpsInstaller, readLive } from '../scene/git-ops';
import { liveFields } from '../scene/live-fields';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';
import { writeTestChart } from '../scene/test-chart';

/** The name under which KEDA's operator owns fields: the file name of its program. */
const KEDA = 'keda';

/** What KEDA adds to each of its objects. docs/gitops.md tells the tools to ignore these fields. */
const ADDED_BY_KEDA = ['/metadata/finalizers'];

const TOOLS = {
  'Argo CD, with the chart': { manager: 'argocd-controller', objectsOf: fromChart(writeTestChart()) },
  'Flux, with the manifests': { manager: 'kustomize-controller', objectsOf: fromManifests },
} satisfies Record<string, GitOps>;

suite('GitOps', { concurrency: true }, () => {
  for (const [title, tool] of Object.entries(TOOLS)) {
    scenario(
      `${title}: applied again and again, before and after jobs, nothing differs`,
      { name: 'gitops', agentPools: [{}], install: gitOpsInstaller(tool) },
      async (scene, say) => {
        await expectNoDifference(scene, tool);
        scene.queue(1);
        await expectBalance(scene);
        await expectNoDifference(scene, tool);
        await expectFieldsOfKeda(scene, tool, say);
      },
    );
  }
});

/** KEDA changes no field that was applied, and adds only those that are known. */
async function expectFieldsOfKeda(scene: Scene, { manager, objectsOf }: GitOps, say: (line: string) => void): Promise<void> {
  const objects = await objectsOf(scene.config());
  for (const object of objects.filter(isOfKeda)) {
    const live = await readLive(scene.kubernetes, object);
    say(JSON.stringify(liveFields(object, live)));
    say(JSON.stringify(fieldOwners(live)));
    const { [manager]: own = [], [KEDA]: keda = [] } = fieldOwners(live);
    assert.deepEqual(
      keda.filter((field) => own.includes(field)),
      [],
    );
    assert.deepEqual(liveFields(object, live), { added: ADDED_BY_KEDA, changed: [] });
  }
}

const isOfKeda = ({ apiVersion }: NativeObject): boolean => apiVersion.startsWith('keda.sh/');
