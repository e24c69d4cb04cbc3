import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from '../../operate/lib/command';
import { parseOptions } from '../../operate/lib/parse-options';

type Options = NonNullable<ParseArgsConfig['options']>;

const BOTH = {
  'auto-approve': { type: 'boolean' },
  'ignore-missing-stack-dependencies': { type: 'boolean' },
  parallelism: { type: 'string' },
  'terraform-parallelism': { type: 'string' },
  var: { type: 'string', multiple: true },
  'var-file': { type: 'string', multiple: true },
  'no-color': { type: 'boolean' },
  'migrate-state': { type: 'boolean' },
  'skip-synth': { type: 'boolean' },
  'skip-provider-lock': { type: 'boolean' },
  'log-level': { type: 'string' },
  'log-file-directory': { type: 'string' },
  'disable-plugin-cache-env': { type: 'boolean' },
  'experimental-provider-schema-cache-path': { type: 'string' },
} as const satisfies Options;

/**
 * The options of cdktf that a command passes on. Not those that choose other stacks, `--app` and `--output`: the command works
 * on all stacks of the config.
 */
export const PASSED_ON = {
  deploy: {
    ...BOTH,
    'outputs-file': { type: 'string' },
    'outputs-file-include-sensitive-outputs': { type: 'boolean' },
    'refresh-only': { type: 'boolean' },
  },
  destroy: BOTH,
} as const satisfies Readonly<Record<string, Options>>;

/** Options that have another meaning for the commands of this project. */
const REFUSED = ['app', 'a', 'output', 'o'];

/**
 * Checks the arguments of a command that passes options on to cdktf. With a stack as an argument, cdktf would work on that
 * stack and on all others.
 * @param own options of the command itself
 * @returns the values of all options, and the arguments for cdktf
 * @throws UsageError
 */
export function cdktfArguments<const Own extends Options>(command: keyof typeof PASSED_ON, args: readonly string[], own: Own) {
  const options = { ...PASSED_ON[command], ...own };
  for (const token of parseArgs({ args: [...args], options, strict: false, tokens: true }).tokens) {
    if (token.kind === 'option' && REFUSED.includes(token.name)) {
      throw new UsageError(`${token.rawName} is not possible, because npm run ${command} works on all stacks of the config`);
    }
    if (token.kind === 'positional') {
      throw new UsageError(
        `npm run ${command} works on all stacks, and takes no stack, got "${token.value}". For one stack there is "npx cdktf ${command} ${token.value}"`,
      );
    }
  }
  const values = parseOptions(args, options);
  return { values, passedOn: args.filter((arg) => !Object.keys(own).some((name) => arg === `--${name}`)) };
}
