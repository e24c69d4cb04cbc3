import * as z from 'zod/mini';
import { ClusterError } from './error';

/** An answer of the API server, as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly body: string;
  /** Its header "Date". */
  readonly date?: string | undefined;
}

/** The only one that covers kinds which are not Kubernetes' own, such as KEDA's (learn.microsoft.com, "Use Azure RBAC for Kubernetes authorization"). */
const READ_ALL = 'Microsoft.ContainerService/managedClusters/*/read';

const refusal = z.object({ message: z.string() });

/** What a successful answer holds. @throws ClusterError in words */
export function readAnswer(path: string, { status, body }: RawAnswer): unknown {
  if (status >= 200 && status < 300) return parse(path, body);
  const parsed = z.safeParse(refusal, json(body));
  const said = parsed.success ? parsed.data.message : body.slice(0, 200) || 'nothing';
  switch (status) {
    case 401:
      throw new ClusterError(
        `the cluster does not know who asks (401 ${said})`,
        'signIn',
        'sign in anew with az login, then kubelogin remove-tokens',
      );
    case 403:
      // Kubernetes names user, verb, kind and namespace: that is the missing right.
      throw new ClusterError(`a right is missing: ${said}`, 'right', `ask for a role with the data action ${READ_ALL} on the cluster`);
    case 404:
      throw new ClusterError(`${path}: not found: ${said}`, 'absent');
    default:
      throw new ClusterError(`${path}: the API server answered ${status}: ${said}`, 'refused');
  }
}

function parse(path: string, body: string): unknown {
  const found = json(body);
  if (found === undefined) throw new ClusterError(`${path}: the answer is no JSON: "${body.slice(0, 80)}"`, 'refused');
  return found;
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
