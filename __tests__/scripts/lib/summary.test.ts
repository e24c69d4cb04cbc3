import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callsLine } from '../../../scripts/lib/calls-line';
import { readStacks } from '../../../scripts/lib/stack-json';
import { summarize } from '../../../scripts/lib/summary';
import { buildApp } from '../../../stacks/build-app';
import { aConfig } from '../../support/builders';
import { IMAGE_CONTEXT } from '../../support/synth';

test('stacks in the order of deployment, resources by type, the images and what to do next', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'summary-'));
  buildApp(aConfig(), { imageContext: IMAGE_CONTEXT, outdir }).synth();
  const stacks = readStacks(outdir);
  rmSync(outdir, { recursive: true });
  expect(
    summarize({
      stacks,
      images: [
        { title: 'Agent image', reference: 'images.azurecr.io/agent:1', built: true },
        { title: 'Runner image', reference: 'images.azurecr.io/runner:1', built: false },
      ],
      outdir: 'cdktf.out',
      cost: 'about 126 USD a month',
      calls: 'about 504 an hour',
    }),
  ).toBe(`Wrote 4 stacks to cdktf.out/stacks:

  pipelines-platform  5 resources: azurerm_container_registry, azurerm_kubernetes_cluster, azurerm_resource_group, 2 azurerm_role_assignment
  pipelines-image     1 resource: terraform_data
  pipelines-keda      3 resources: helm_release, kubernetes_manifest, kubernetes_namespace_v1
  pipelines-agents    16 resources: 14 kubernetes_manifest, kubernetes_namespace_v1, kubernetes_secret_v1

Agent image: images.azurecr.io/agent:1
             built from docker/ inside the registry, when its content changes
Runner image: images.azurecr.io/runner:1
              exists already, so nothing is built

Cost: about 126 USD a month

Calls: about 504 an hour

Next: npm run doctor        look for anything that would stop a deploy
      npm run deploy        create or change them, after you approve the plan
      npm run manifests     Kubernetes objects as YAML, for kubectl or GitOps`);
});

test('a stack without resources, and an existing image', () => {
  const text = summarize({
    stacks: [{ name: 'a-image', resource: {} }],
    images: [{ title: 'Agent image', reference: 'agent:1', built: false }],
    outdir: 'out',
    cost: 'nothing',
    calls: 'none',
  });
  expect(text).toContain('  a-image  nothing to do\n');
  expect(text).toContain('exists already, so nothing is built');
});

test('on a terminal, no line is wider', () => {
  const resource = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`azurerm_some_resource_${index}`, { one: {} }]));
  const text = summarize({
    stacks: [{ name: 'a-platform', resource }],
    images: [{ title: 'Agent image', reference: 'agent:1', built: false }],
    outdir: 'out',
    cost: 'about 126 USD a month when idle, 0.068 USD an agent hour more (list prices of 2026-06, westeurope; docs/cost.md)',
    calls: callsLine(aConfig()),
    columns: 80,
  });
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(text).toMatch(/\n {14}azurerm_some_resource_\d/);
});

test('what the config leaves to others, each command on one line', () => {
  const command = `az role assignment create --scope ${'x'.repeat(200)}`;
  const text = summarize({
    stacks: [{ name: 'a-platform', resource: {} }],
    images: [],
    outdir: 'cdktf.out',
    cost: 'nothing',
    calls: 'none',
    ofOthers: [{ what: 'after the stack a-platform, let the nodes pull', command }],
    columns: 80,
  });
  expect(text).toContain(
    `Left to others by the config (docs/bring-your-own.md):\n- after the stack a-platform, let the nodes pull:\n  ${command}\n`,
  );
});
