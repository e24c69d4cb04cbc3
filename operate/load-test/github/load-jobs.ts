import type { WorkflowJob } from '../../../providers/github/client/workflows';
import type { LoadJob } from '../job';

/**
 * A job as GitHub lists it. GitHub does not say when a job was assigned to a runner. Until a job starts, the time of its start is
 * that of its creation, so only the name of its runner shows that it has started.
 */
export function loadJob({ id, name, created_at, started_at, completed_at, conclusion, runner_name }: WorkflowJob): LoadJob {
  const started = runner_name ? started_at : undefined;
  return {
    id: String(id),
    name,
    queued: created_at,
    assigned: started,
    started,
    finished: completed_at,
    result: conclusion === 'success' ? 'succeeded' : (conclusion ?? undefined),
    agent: runner_name || undefined,
    issue: undefined,
  };
}
