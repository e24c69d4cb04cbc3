import * as z from 'zod/mini';
import { pod } from '../../../operate/lib/cluster/objects';
import { imageAge, registryAge } from '../../../operate/status/image-age';
import { MINUTE, NOW } from './support/snapshots';

const IMAGE = 'acrpipelines.azurecr.io/azure-pipelines-agent:1a2b';

const aPod = (image: string, minutesAgo: number) =>
  z.parse(pod, {
    metadata: { name: 'a', creationTimestamp: new Date(NOW - minutesAgo * MINUTE).toISOString() },
    spec: { containers: [{ name: 'agent', image }] },
    status: {},
  });

test("the registry's date takes precedence", () => {
  expect(imageAge(NOW, IMAGE, [aPod(IMAGE, 5)])).toEqual({ pushedAt: NOW });
});

test('otherwise it is as old as the oldest pod that runs it', () => {
  expect(imageAge(undefined, IMAGE, [aPod(IMAGE, 5), aPod(IMAGE, 9), aPod('other', 99)])).toEqual({ inUseSince: NOW - 9 * MINUTE });
});

test('without pods its age is unknown', () => {
  expect(imageAge(undefined, IMAGE, [aPod('other', 99)])).toBeUndefined();
});

test('an Azure registry is read once for each image', async () => {
  const asked: (readonly string[])[] = [];
  const age = registryAge(async (command, args) => {
    asked.push([command, ...args]);
    return '2026-11-25T10:00:00.1234567Z\n';
  });
  expect(await age(IMAGE)).toBe(NOW + 123);
  expect(await age(IMAGE)).toBe(NOW + 123);
  expect(asked.map((command) => command.join(' '))).toEqual([
    'az acr repository show --name acrpipelines --image azure-pipelines-agent:1a2b --query createdTime --output tsv',
  ]);
});

test('without the Azure CLI, and for other registries, the age is unknown', async () => {
  const fails = registryAge(() => Promise.reject(new Error('spawn az ENOENT')));
  expect(await fails(IMAGE)).toBeUndefined();
  const never = registryAge(() => Promise.reject(new Error('it asked')));
  expect(await never('ghcr.io/example/agent:1')).toBeUndefined();
});
