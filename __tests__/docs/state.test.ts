import { readProjectFile } from '../pipelines/project-files';
import { aConfig } from '../support/builders';
import { synthApp } from '../support/synth';

/** The samples of docs/state.md, as the options that they set. */
const samples = [...readProjectFile('docs/state.md').matchAll(/```ts\n([\s\S]*?)```/g)].map(
  ([, code = '']) => (new Function(`return { ${code} }`) as () => { readonly backend: { readonly kind: string } })().backend,
);

test('docs/state.md has a sample of each backend that is not the default', () => {
  expect(samples.map(({ kind }) => kind)).toEqual(['azurerm', 'cloud', 'other']);
});

test.each(samples.map((backend) => [backend.kind, backend] as const))(
  'the sample of %s gives each stack a state of its own',
  (_, backend) => {
    const places = Object.values(synthApp(aConfig({ backend }))).map(({ terraform }) => {
      const { required_version: _version, required_providers: _providers, ...place } = terraform as Record<string, unknown>;
      return JSON.stringify(place);
    });
    expect(new Set(places).size).toBe(4);
  },
);
