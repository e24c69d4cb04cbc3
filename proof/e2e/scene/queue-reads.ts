import type { LoggedRequest } from '../../fake-devops/http/request-log';
import { eventually } from './eventually';
import type { Scene } from './scene';

/** The requests for the queue by whoever counts it, KEDA or the scaler. Only they ask for the unfinished requests without the finished ones. */
export const queueReads = ({ devops }: Scene): readonly LoggedRequest[] =>
  devops.requests.filter(({ path, query }) => /\/jobrequests$/.test(path) && /completedRequestCount=0\b/.test(query));

/** Waits until the queue has been read successfully this many more times. */
export async function untilQueueRead(scene: Scene, times: number): Promise<void> {
  const reads = () => queueReads(scene).filter(({ status }) => status === 200).length;
  const before = reads();
  await eventually(
    () => `the queue has been read ${times} times; so far ${reads() - before}`,
    () => reads() - before >= times,
  );
}
