import { Token } from 'cdktf';
import fc from 'fast-check';
import type { Container } from 'kubernetes-types/core/v1';
import { agentPodTemplate } from '../../../constructs/agents/agent-pod';
import { placeholderPodTemplate } from '../../../constructs/agents/placeholder-pod';
import { escapeReferences } from '../../../constructs/kubernetes/variable-reference';
import { expandReferences } from '../../support/expand-references';
import { aPool, jobOf } from '../../support/pools';

/** Text with many signs that mean something to the kubelet. */
const text = fc.array(fc.oneof(fc.constantFrom('$', '$$', '(', ')', '$(AZP_URL)', '$(', '$(NO)', 'é', '🙂'), fc.string()), {
  maxLength: 12,
});
const variables = fc.dictionary(fc.constantFrom('AZP_URL', 'NO', '', '$'), fc.string());

test.each([
  ['cost: $$5', 'cost: $5'],
  ['$(AZP_URL)/x', 'https://a/x'],
  ['$(NO) $(', '$(NO) $('],
  ['$é', '$\uFFFD'],
  ['$5 $', '$5 $'],
])('the kubelet expands %j to %j', (value, expanded) => {
  expect(expandReferences(value, { AZP_URL: 'https://a' })).toBe(expanded);
});

test('escaped text arrives as it was written, whatever the variables are', () => {
  fc.assert(
    fc.property(text, variables, (parts, env) => {
      const value = parts.join('');
      expect(expandReferences(escapeReferences(value), env)).toBe(value);
    }),
    { numRuns: 2000, seed: 12 },
  );
});

/** What a container's process sees: each value may refer to those before it. */
function environmentOf({ env = [] }: Container): Readonly<Record<string, string>> {
  const seen: Record<string, string> = {};
  for (const { name, value } of env) if (value !== undefined) seen[name] = expandReferences(value, seen);
  return seen;
}

describe('a config with "$" in its texts', () => {
  const pool = aPool({
    env: { GREETING: 'cost: $$5', URL: '$(AZP_URL)', NAME: '$é' },
    demands: ['price -equals a$$b'],
    capabilities: { org: '$(AZP_URL)' },
  });
  const pod = agentPodTemplate(pool).spec;
  const placeholder = placeholderPodTemplate(pool).spec?.containers[0] as Container;

  test.each([
    ['agent', pod?.containers[0] as Container],
    ['placeholder', placeholder],
  ])('the variables of %s arrive as written', (_, container) => {
    expect(environmentOf(container)).toMatchObject({ GREETING: 'cost: $$5', URL: '$(AZP_URL)', NAME: '$é' });
  });

  test.each([
    ['registrar', pod?.initContainers?.[0] as Container],
    ['agent', pod?.containers[0] as Container],
    ['placeholder', placeholder],
  ])('the capabilities of %s meet the demands of the trigger', (_, container) => {
    expect(environmentOf(container)['AZP_CAPABILITIES']).toBe('org=$(AZP_URL)\nprice=a$$b');
    const [trigger] = jobOf(pool).spec.triggers;
    expect(trigger?.metadata['demands']).toBe('price -equals a$$b');
  });
});

test('a value that Terraform fills in later is not changed', () => {
  const token = Token.asString({ resolve: () => 'x', creationStack: [] });
  expect(escapeReferences(token)).toBe(token);
});
