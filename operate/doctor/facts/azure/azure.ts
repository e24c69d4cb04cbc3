import * as z from 'zod/mini';
import { isMissing, programMessage, type Run } from '../../../lib/program';
import { once } from '../../once';
import { Unmet } from '../../outcome';

const account = z.object({
  id: z.string(),
  name: z.string(),
  tenantId: z.string(),
  user: z.object({ name: z.string(), type: z.string() }),
});
/** The user who is signed in to the Azure CLI, and the subscription that it is set to. */
export type Account = z.output<typeof account>;

const permission = z.object({ actions: z.array(z.string()), notActions: z.array(z.string()) });
/** What one role assignment permits. */
export type Permission = z.output<typeof permission>;

/** What checks read from Azure, through the Azure CLI. */
export interface Azure {
  /** @throws what `run` throws if the Azure CLI is missing or not signed in */
  readonly account: () => Promise<Account>;
  /** Id of the subscription to deploy to. @throws Unmet without a sign-in, or if none is named */
  readonly subscription: () => Promise<string>;
  /** What the user may do in the subscription. @throws Unmet, or what `run` throws */
  readonly permissions: () => Promise<readonly Permission[]>;
  /** What the user may do with a resource or in a resource group, by its id. @throws Unmet, or what `run` throws */
  readonly permissionsAt: (id: string) => Promise<readonly Permission[]>;
  /** Sends a GET to Azure's management API, below the subscription. @throws Unmet, or what `run` throws */
  readonly get: <T>(request: ArmRequest, shape: z.ZodMiniType<T>) => Promise<T>;
  /** The output of an `az` command about a subscription, by default that of the deployment. @throws Unmet, or what `run` throws */
  readonly az: <T>(args: readonly string[], shape: z.ZodMiniType<T>, subscriptionId?: string) => Promise<T>;
}

export interface ArmRequest {
  /** Below the subscription: empty, or with a leading slash. */
  readonly path: string;
  readonly version: string;
  readonly filter?: string;
  /** JMESPath, which the Azure CLI applies, because answers are long. */
  readonly query?: string;
}

/** The roles of the user, below the id of a scope. */
const PERMISSIONS: ArmRequest = { path: '/providers/Microsoft.Authorization/permissions', version: '2022-04-01', query: 'value[]' };

export interface AzureSource {
  readonly run: Run;
  /** The subscription that the config or ARM_SUBSCRIPTION_ID names. */
  readonly subscriptionId: string | undefined;
}

export function azureOf({ run, subscriptionId }: AzureSource): Azure {
  const read = async <T>(args: readonly string[], shape: z.ZodMiniType<T>): Promise<T> =>
    z.parse(shape, JSON.parse((await run('az', [...args, '--output', 'json']).catch(readable)) || 'null'));
  const signedIn = once(() => read(['account', 'show'], account));
  const subscription = once(async () => {
    await signedIn().catch((error: unknown) => {
      throw new Unmet(
        isMissing(error)
          ? 'the Azure CLI is missing, see the check "azure-cli"'
          : 'the Azure CLI is not signed in, see the check "azure-sign-in"',
      );
    });
    if (subscriptionId === undefined) throw new Unmet('no subscription is named, see the check "subscription"');
    return subscriptionId;
  });
  const getFrom = <T>(id: string, { path, version, filter, query }: ArmRequest, shape: z.ZodMiniType<T>): Promise<T> => {
    const url = `https://management.azure.com${id}${path}`;
    const parameters = [`api-version=${version}`, ...(filter === undefined ? [] : [`$filter=${filter}`])];
    const shaped = query === undefined ? [] : ['--query', query];
    return read(['rest', '--method', 'get', '--url', url, '--url-parameters', ...parameters, ...shaped], shape);
  };
  const get: Azure['get'] = async (request, shape) => getFrom(`/subscriptions/${await subscription()}`, request, shape);
  return {
    account: signedIn,
    subscription,
    get,
    permissions: once(() => get(PERMISSIONS, z.array(permission))),
    permissionsAt: async (id) => {
      await subscription();
      return getFrom(id, PERMISSIONS, z.array(permission));
    },
    az: async (args, shape, other) => {
      const own = await subscription();
      return read([...args, '--subscription', other ?? own], shape);
    },
  };
}

/** Rethrows an error without the command line, which is long. The error of a missing Azure CLI stays as it is. */
function readable(error: unknown): never {
  throw isMissing(error) ? error : new Error(programMessage(error));
}
