import type { LoggedRequest } from '../../fake-devops/http/request-log';
import { eventually } from './eventually';
import type { Scene } from './scene';

/** What KEDA asked about the queue: unfinished requests only, which nobody else asks for. */
export const kedaRequests = ({ devops }: Scene): readonly LoggedRequest[] =>
  devops.requests.filter(({ path, query }) => /\/jobrequests$/.test(path) && /completedRequestCount=0\b/.test(query));

/** KEDA has been told what is queued that often, counted from now. */
export async function kedaLooked(scene: Scene, times: number): Promise<void> {
  const told = () => kedaRequests(scene).filter(({ status }) => status === 200).length;
  const before = told();
  await eventually(
    () => `KEDA has looked ${times} times at the queue, not ${told() - before}`,
    () => told() - before >= times,
  );
}
