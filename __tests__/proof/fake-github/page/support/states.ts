import type { FakeGitHub } from '../../../../../proof/fake-github/fake-github';
import type { pageState } from '../../../../../proof/fake-github/page/state';
import { pageStates } from '../../../fake-devops/page/support/page-states';

export type PageState = ReturnType<typeof pageState>;

/** Reads the states that the page receives, one after the other. */
export const states = ({ origin }: FakeGitHub) => pageStates<PageState>(origin);

/** The state that a page gets which is opened now. */
export async function currentState(github: FakeGitHub): Promise<PageState> {
  for await (const state of states(github)) return state;
  throw new Error('the page got no state');
}
