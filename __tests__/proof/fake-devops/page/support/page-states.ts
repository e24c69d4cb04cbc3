/** Reads the states that the page of a fake receives, one after the other. @throws when the fake ends the connection */
export async function* pageStates<State>(origin: string): AsyncGenerator<State> {
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
  throw new Error('the page gets no states any more');
}
