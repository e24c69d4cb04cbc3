import * as z from 'zod/mini';
import type { Run } from '../../lib/program';
import { once } from '../once';
import { Unmet } from '../outcome';
import { isMissing, programWords } from './program';

const account = z.object({
  id: z.string(),
  name: z.string(),
  tenantId: z.string(),
  user: z.object({ name: z.string(), type: z.string() }),
});
/** Who is signed in to the Azure CLI, and its subscription. */
export type Account = z.output<typeof account>;

const permission = z.object({ actions: z.array(z.string()), notActions: z.array(z.string()) });
/** What one role assignment permits. */
export type Permission = z.output<typeof permission>;

/** What several checks ask Azure for, through the Azure CLI. Each is asked once. */
export interface Azure {
  /** @throws what `run` throws when there is no Azure CLI, or nobody is signed in to it */
  readonly account: () => Promise<Account>;
  /** Id of the subscription to deploy to. @throws Unmet when nobody is signed in, or none is named */
  readonly subscription: () => Promise<string>;
  /** What whoever is signed in may do in the subscription. @throws Unmet, or what `run` throws */
  readonly permissions: () => Promise<readonly Permission[]>;
  /** GET of Azure's management API below the subscription, with a JMESPath query. @throws Unmet, or what `run` throws */
  readonly get: <T>(request: ArmRequest, shape: z.ZodMiniType<T>) => Promise<T>;
  /** The output of an `az` command about the subscription. @throws Unmet, or what `run` throws */
  readonly az: <T>(args: readonly string[], shape: z.ZodMiniType<T>) => Promise<T>;
}

export interface ArmRequest {
  /** Below the subscription, with a leading slash, or nothing. */
  readonly path: string;
  readonly version: string;
  readonly filter?: string;
  /** JMESPath, applied by the Azure CLI: answers are long. */
  readonly query?: string;
}

export interface AzureSource {
  readonly run: Run;
  /** The subscription that the config or ARM_SUBSCRIPTION_ID names. */
  readonly subscriptionId: string | undefined;
}

export function azureOf({ run, subscriptionId }: AzureSource): Azure {
  const read = async <T>(args: readonly string[], shape: z.ZodMiniType<T>): Promise<T> =>
    z.parse(shape, JSON.parse((await run('az', [...args, '--output', 'json']).catch(inWords)) || 'null'));
  const signedIn = once(() => read(['account', 'show'], account));
  const subscription = once(async () => {
    await signedIn().catch((error: unknown) => {
      throw new Unmet(
        isMissing(error)
          ? 'there is no Azure CLI, see the check "azure-cli"'
          : 'nobody is signed in to the Azure CLI, see the check "azure-sign-in"',
      );
    });
    if (subscriptionId === undefined) throw new Unmet('no subscription is named, see the check "subscription"');
    return subscriptionId;
  });
  const get: Azure['get'] = async ({ path, version, filter, query }, shape) => {
    const url = `https://management.azure.com/subscriptions/${await subscription()}${path}`;
    const parameters = [`api-version=${version}`, ...(filter === undefined ? [] : [`$filter=${filter}`])];
    const shaped = query === undefined ? [] : ['--query', query];
    return read(['rest', '--method', 'get', '--url', url, '--url-parameters', ...parameters, ...shaped], shape);
  };
  return {
    account: signedIn,
    subscription,
    get,
    permissions: once(() =>
      get({ path: '/providers/Microsoft.Authorization/permissions', version: '2022-04-01', query: 'value[]' }, z.array(permission)),
    ),
    az: async (args, shape) => read([...args, '--subscription', await subscription()], shape),
  };
}

/** Without the command line, which is long; that there is no Azure CLI stays as it is. */
function inWords(error: unknown): never {
  throw isMissing(error) ? error : new Error(programWords(error));
}
