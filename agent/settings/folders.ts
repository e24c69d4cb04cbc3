import { FOLDERS } from '../../config/pod-contract';
import { isForGitHub } from './github-settings';
import type { InputReader } from './input-reader';

export interface Folders {
  /** The unpacked package of the agent or runner: bin/Agent.Listener or bin/Runner.Listener. */
  readonly home: string;
  /** Where the job works. The registration records it, so both containers of a pod must have the same. */
  readonly work: string;
  /** Shared by the two containers of a pod. */
  readonly handover: string;
}

export function readFolders(input: InputReader): Folders {
  return {
    home: input.text('AZP_AGENT_HOME', isForGitHub(input) ? FOLDERS.runner : FOLDERS.agent),
    work: input.text('AZP_WORK', FOLDERS.work),
    handover: input.text('AZP_HANDOVER', FOLDERS.handover),
  };
}
