import { eventually } from './eventually';
import type { Scene } from './scene';

/** KEDA's looks at the queue that were answered: it asks for unfinished requests only, which nobody else does. */
export const looks = ({ devops }: Scene): number =>
  devops.requests.filter(
    ({ path, query, status }) => status === 200 && /\/jobrequests$/.test(path) && /completedRequestCount=0\b/.test(query),
  ).length;

/** KEDA has looked at the queue that often, counted from now. */
export async function kedaLooked(scene: Scene, times: number): Promise<void> {
  const before = looks(scene);
  await eventually(
    () => `KEDA has looked ${times} times at the queue, not ${looks(scene) - before}`,
    () => looks(scene) - before >= times,
  );
}
