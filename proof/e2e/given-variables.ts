const REQUIRED_VARIABLES = {
  E2E_IMAGE:
    'name of the agent image in the cluster; for kind: --save-image FILE, kind load image-archive FILE, then e2e.invalid/agent:first',
  E2E_SECOND_IMAGE: 'another name of that image; the archive of --save-image also has e2e.invalid/agent:second',
  E2E_RUNNER_IMAGE: 'name of the runner image in the cluster; the archive of --save-image has it as e2e.invalid/runner:first',
  E2E_HELM: 'path of the program helm, version 4: https://helm.sh/docs/intro/install',
  E2E_HOST: 'address of this machine that pods can reach; for kind: the gateway in docker network inspect kind',
} as const;

/** Lists the environment variables that are not set, and what to set them to, one line each. */
export const missingVariables = (env: NodeJS.ProcessEnv): readonly string[] =>
  Object.entries(REQUIRED_VARIABLES)
    .filter(([name]) => !env[name])
    .map(([name, what]) => `set ${name}: ${what}`);
