import type { FakeGitHub } from '../../../../../proof/fake-github/fake-github';
import type { pageState } from '../../../../../proof/fake-github/page/state';

export type PageState = ReturnType<typeof pageState>;

/** Reads the states that the page receives, one after the other. */
export async function* states({ origin }: FakeGitHub): AsyncGenerator<PageState, undefined> {
  const gone = new AbortController();
  try {
    const response = await fetch(`${origin}/_page/events`, { signal: gone.signal });
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        yield JSON.parse(text.slice('data: '.length, end));
        text = text.slice(end + 2);
      }
    }
  } finally {
    gone.abort();
  }
  return undefined;
}

/** The state that a page gets which is opened now. */
export async function currentState(github: FakeGitHub): Promise<PageState> {
  for await (const state of states(github)) return state;
  throw new Error('the page got no state');
}
