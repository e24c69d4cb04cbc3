import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { expectBalance } from '../scene/balance';
import { withClientNames } from '../scene/client-names';
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
      async (scene) => {
        await expectNoDifference(scene, tool);
        scene.queue(1);
        await expectBalance(scene);
        await expectNoDifference(scene, tool);
        await expectLiveFields(scene, tool);
      },
    );
  }
});

/** No field has another value than the one that was applied, KEDA adds only the fields that are known, and it owns none of the others. */
async function expectLiveFields(scene: Scene, { manager, objectsOf }: GitOps): Promise<void> {
  for (const object of await objectsOf(scene.config())) {
    const live = await readLive(scene.kubernetes, object);
    const { added, changed } = liveFields(withClientNames(object), live);
    const { [manager]: own = [], [KEDA]: keda = [] } = fieldOwners(live);
    const shared = keda.filter((field) => own.includes(field));
    assert.deepEqual({ changed, shared }, { changed: [], shared: [] }, `${object.kind} ${object.metadata.name}`);
    if (object.apiVersion.startsWith('keda.sh/')) assert.deepEqual(added, ADDED_BY_KEDA);
  }
}
