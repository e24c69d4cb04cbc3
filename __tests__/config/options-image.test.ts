import { aDraft, problemsOf } from '../support/builders';

const IMAGE_RULE = 'image.reference must be an image with registry and tag or digest, like example.azurecr.io/agent:1';
const IMAGE_REMEDY = 'add the registry, and ":<tag>" or "@sha256:<digest>"';

test.each([
  ['example.azurecr.io/agent:1', true],
  [`example.azurecr.io/team/agent@sha256:${'a'.repeat(64)}`, true],
  [`127.0.0.1:5000/agent:1@sha256:${'a'.repeat(64)}`, true],
  ['example.azurecr.io/agent', false],
  ['agent:1', false],
  ['https://example.azurecr.io/agent:1', false],
  [`example.azurecr.io/agent@sha256:${'a'.repeat(63)}`, false],
])('image %j may be referenced: %s', (reference, good) => {
  const expected = good ? [] : [`${IMAGE_RULE}, got "${reference}": ${IMAGE_REMEDY}`];
  expect(problemsOf(aDraft({ image: { kind: 'reference', reference } }))).toEqual(expected);
});

test.each([
  [{ BASE_IMAGE: 'mirror.example/ubuntu:24.04' }, []],
  [{ AGENT_URL: 'https://mirror.example/agent.tar.gz?x=1&y=2' }, []],
  [
    { BASE_IMAGE: 'x; rm -rf /' },
    [
      'image.buildArgs.BASE_IMAGE must be text without spaces, quotes, "$", and "%" other than in an encoding such as %20, got "x; rm -rf /": it becomes part of a command line: use letters, digits and the signs of a URL',
    ],
  ],
  ...['base', 'IMAGE'].map((name): [Record<string, string>, string[]] => [
    { [name]: 'runner' },
    [
      `image.buildArgs.${name} must be the name of an ARG of docker/Dockerfile other than IMAGE, which this project sets, got "${name}": write it in capitals, as there`,
    ],
  ]),
])('the build arguments %j are checked', (buildArgs, expected) => {
  expect(problemsOf(aDraft({ image: { kind: 'build', buildArgs } }))).toEqual(expected);
});

test('the default node pool accepts no spot VMs and does not scale to zero', () => {
  expect(problemsOf(aDraft({ cluster: { nodePool: { spot: true, minNodes: 0 } } }))).toEqual([
    'cluster.nodePool.minNodes must be a whole number from 1 to 1000, got 0: the default node pool never scales to zero: use cluster.agentNodePool, which does',
    'cluster.nodePool.spot must be false, got true: AKS allows spot VMs in further node pools only: set cluster.agentNodePool.spot',
  ]);
});
