import fc from 'fast-check';
import { parseConfig } from '../../config/parse';
import { ConfigError } from '../../config/problems/config-error';
import { below } from '../../config/problems/problem';
import { configSchema } from '../../config/schema/config';
import { aDraft, aGitHubDraft, withValue } from '../support/builders';
import { draftsOfEveryKind } from '../support/configs';

/** Returns a config or a list of problems. Any other exception fails the test. */
function outcome(input: unknown): 'config' | readonly string[] {
  try {
    parseConfig(input);
    return 'config';
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.problems.length).toBeGreaterThan(0);
    for (const { path, rule, remedy } of error.problems) expect([path, rule, remedy]).not.toContain('');
    return error.problems.map((problem) => problem.path);
  }
}

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSparseArray: true,
});

/** The path of every value in a draft. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  const parts = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const inner = parts.flatMap(([key, part]) => pathsOf(part, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

test('any value is either a config or a list of problems', () => {
  fc.assert(fc.property(anything, (input) => outcome(input) !== undefined));
});

test('a config with any value in place of one option is either a config or a list of problems', () => {
  const drafts = [aDraft(), ...draftsOfEveryKind()];
  const damage = fc
    .constantFrom(...drafts)
    .chain((draft) => fc.record({ draft: fc.constant(draft), path: fc.constantFrom(...pathsOf(draft)), value: anything }));
  fc.assert(
    fc.property(damage, ({ draft, path, value }) => outcome(withValue(draft, path, value)) !== undefined),
    { numRuns: 500 },
  );
});

test('a value of a wrong type is reported with its path', () => {
  const damage = fc.constantFrom(...draftsOfEveryKind()).chain((draft) =>
    fc.record({
      draft: fc.constant(draft),
      path: fc.constantFrom(...pathsOf(draft)),
      value: fc.constantFrom(null, Number.NaN, new Map([[1, 2]])),
    }),
  );
  fc.assert(
    fc.property(damage, ({ draft, path, value }) => {
      const place = path.reduce((sum, key) => below(sum, /^\d+$/.test(key) ? Number(key) : key), '');
      expect(outcome(withValue(draft, path, value))).toContain(place);
    }),
  );
});

test('check accepts exactly what the schema accepts, for both lists', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2, max: 1100 }), fc.integer({ min: -2, max: 11_000 }), (maxRunners, jobTimeoutMinutes) => {
      const draft = aGitHubDraft({ runnerPools: [{ name: 'linux', maxRunners, jobTimeoutMinutes }] });
      expect(outcome(draft) === 'config').toBe(configSchema.safeParse(draft).success);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: -2, max: 1100 }), fc.integer({ min: -2, max: 4000 }), (maxAgents, pollingSeconds) => {
      const draft = aDraft({ agentPools: [{ name: 'linux', maxAgents, pollingSeconds }] });
      expect(outcome(draft) === 'config').toBe(configSchema.safeParse(draft).success);
    }),
  );
});
