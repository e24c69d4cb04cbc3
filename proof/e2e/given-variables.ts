const NEEDED = {
  E2E_IMAGE: 'the agent image in the cluster: --save-image FILE, then for kind: kind load image-archive FILE, and e2e.invalid/agent:first',
  E2E_SECOND_IMAGE: 'another name of it: e2e.invalid/agent:second is in the same archive',
  E2E_HOST: 'address of this machine that pods reach; for kind: docker network inspect kind, its gateway',
} as const;

/** Says which variables of the environment are missing and how to get them, one line each. */
export const missingVariables = (env: NodeJS.ProcessEnv): readonly string[] =>
  Object.entries(NEEDED)
    .filter(([name]) => !env[name])
    .map(([name, what]) => `set ${name}: ${what}`);
