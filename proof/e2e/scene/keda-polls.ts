import type { LoggedRequest } from '../../fake-devops/http/request-log';
import { eventually } from './eventually';
import type { Scene } from './scene';

/** KEDA's requests for the queue. Only KEDA asks for the unfinished requests without the finished ones. */
export const kedaRequests = ({ devops }: Scene): readonly LoggedRequest[] =>
  devops.requests.filter(({ path, query }) => /\/jobrequests$/.test(path) && /completedRequestCount=0\b/.test(query));

/** Waits until KEDA has polled the queue successfully this many more times. */
export async function untilKedaPolled(scene: Scene, times: number): Promise<void> {
  const polls = () => kedaRequests(scene).filter(({ status }) => status === 200).length;
  const before = polls();
  await eventually(
    () => `KEDA has polled the queue ${times} times; so far ${polls() - before}`,
    () => polls() - before >= times,
  );
}
