/** A fake with a page. */
interface Served {
  readonly origin: string;
  readonly token: string;
}

/** Defines the tests of the document that every page consists of. */
export function documentTests(served: () => Served): void {
  const get = async () => {
    const response = await fetch(`${served().origin}/`);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  test('the page is one document that loads no other files', async () => {
    const { status, text, headers } = await get();
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).not.toMatch(/https?:\/\/|<link|@import|<script src/);
    expect(text).toContain('color-scheme: light dark');
    expect(text).not.toContain(served().token);
  });

  test("the page's script is valid", async () => {
    const { text } = await get();
    const script = text.slice(text.indexOf('<script>') + 8, text.indexOf('</script>'));
    expect(() => new Function(script)).not.toThrow();
  });
}
