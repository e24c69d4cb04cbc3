const base64 = (content: string) => Buffer.from(content).toString('base64');

/** The files of a runner as GitHub makes them: the values of `.runner` are texts. */
export const someRunnerFiles = (): Record<string, string> => ({
  '.runner': JSON.stringify({
    AgentId: '7',
    AgentName: 'gh-linux-x7k2p',
    DisableUpdate: 'True',
    Ephemeral: 'True',
    WorkFolder: '/azp/_work',
  }),
  '.credentials': JSON.stringify({ Scheme: 'OAuth', Data: { ClientId: 'c', AuthorizationUrl: 'https://github.invalid' } }),
  '.credentials_rsaparams': JSON.stringify({ d: 'private-key' }),
});

/** A JIT configuration with these files. */
export const aJitConfig = (files: Readonly<Record<string, string>> = someRunnerFiles()): string =>
  base64(JSON.stringify(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, base64(content)]))));
