import * as z from 'zod/mini';
import { ClusterError } from './error';

/** An answer of the API server, before it is parsed. */
export interface RawAnswer {
  readonly status: number;
  readonly body: string;
  /** Its header "Date". */
  readonly date?: string | undefined;
}

/** The only data action that covers custom kinds such as KEDA's (learn.microsoft.com, "Use Azure RBAC for Kubernetes authorization"). */
const READ_ALL = 'Microsoft.ContainerService/managedClusters/*/read';

const refusal = z.object({ message: z.string() });

/** The JSON of a successful answer. @throws ClusterError for any other answer */
export const readAnswer = (path: string, answer: RawAnswer): unknown => parse(path, readText(path, answer));

/** The text of a successful answer. @throws ClusterError for any other answer */
export function readText(path: string, { status, body }: RawAnswer): string {
  if (status >= 200 && status < 300) return body;
  const parsed = z.safeParse(refusal, json(body));
  const message = parsed.success ? parsed.data.message : body.slice(0, 200) || 'no message';
  switch (status) {
    case 401:
      throw new ClusterError({
        finding: `the cluster refuses the sign-in (401 ${message})`,
        fault: 'signIn',
        advice: 'sign in again with az login, then run kubelogin remove-tokens',
      });
    case 403:
      // The message of Kubernetes names user, verb, kind and namespace: that is the missing right.
      throw new ClusterError({
        finding: `a right is missing: ${message}`,
        fault: 'right',
        advice: `ask for a role with the data action ${READ_ALL} on the cluster`,
      });
    case 404:
      throw new ClusterError({ finding: `${path}: not found: ${message}`, fault: 'absent' });
    default:
      throw new ClusterError({ finding: `${path}: the API server answered ${status}: ${message}`, fault: 'refused' });
  }
}

function parse(path: string, body: string): unknown {
  const found = json(body);
  if (found === undefined) throw new ClusterError({ finding: `${path}: the answer is not JSON: "${body.slice(0, 80)}"`, fault: 'refused' });
  return found;
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
