import { Listr, type ListrTask } from 'listr2';
import type { Terminal } from '../lib/terminal';
import type { ListedCheck, Result } from './check';
import type { DoctorContext } from './context';
import type { Selection, Show } from './examine';

/** A list with a spinner for each check, until its result is known. */
export interface LiveList extends Show {
  /** Resolves when all results are drawn. */
  readonly drawn: Promise<void>;
}

export function liveList({ before, after }: Selection, { colors }: Terminal): LiveList {
  const resolvers = new Map<string, (result: Result) => void>();
  // Why the checks of the deployment are skipped; undefined if they run.
  let decideDeployment: (whyNot: string | undefined) => void = () => {};
  const whyNoDeployment = new Promise<string | undefined>((resolve) => {
    decideDeployment = resolve;
  });
  const taskOf = ({ id, title }: ListedCheck<DoctorContext>): ListrTask => {
    const result = new Promise<Result>((resolve) => resolvers.set(id, resolve));
    return {
      title,
      task: async (_, task) => {
        const { outcome } = await result;
        const line = `${title}: ${outcome.finding}`;
        task.title = outcome.status === 'warn' ? colors.yellow(line) : line;
        if (outcome.status === 'skip') task.skip(line);
        if (outcome.status === 'fail') throw new Error(line);
      },
    };
  };
  const afterTasks = after.map(taskOf);
  const options = { concurrent: true, exitOnError: false } as const;
  const deployment: ListrTask = {
    title: 'The deployment',
    task: async (_, task) => {
      const why = await whyNoDeployment;
      if (why === undefined) return task.newListr(afterTasks, options);
      return task.skip(`The deployment: ${why}`);
    },
  };
  const list = new Listr([...before.map(taskOf), ...(after.length === 0 ? [] : [deployment])], {
    ...options,
    rendererOptions: { collapseSubtasks: false },
  });
  return {
    result: (result) => {
      if (result.phase === 'after') decideDeployment(undefined);
      resolvers.get(result.id)?.(result);
    },
    withoutCluster: (why) => decideDeployment(why),
    drawn: list.run().then(() => {}),
  };
}
