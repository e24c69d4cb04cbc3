import { isOlder, parseGoModule } from '../../../../proof/e2e/cluster/go-module';

const TEXT = `module example/keda

go 1.26.0

tool github.com/kedacore/keda/v2/cmd/operator

require github.com/single/line v1.0.0

require (
	github.com/kedacore/keda/v2 v2.1.0 // indirect
	k8s.io/api v0.36.0 // indirect
)

replace k8s.io/api => k8s.io/api v0.35.5
`;

test('the needed Go and the version of each required module are read, whichever way it is required', () => {
  const module = parseGoModule(TEXT);
  const versions = ['github.com/kedacore/keda/v2', 'github.com/single/line', 'k8s.io/api'].map((name) => module.versionOf(name));
  expect({ go: module.go, versions }).toEqual({ go: '1.26.0', versions: ['v2.1.0', 'v1.0.0', 'v0.36.0'] });
});

test('what is not there is named', () => {
  expect(() => parseGoModule('module example')).toThrow('a go.mod has no "go" line');
  expect(() => parseGoModule(TEXT).versionOf('github.com/kedacore/keda')).toThrow('a go.mod requires no github.com/kedacore/keda');
});

test.each([
  ['go1.9', '1.10', true],
  ['go1.26.0', '1.26.0', false],
  ['go1.26', '1.26.0', false],
  ['1.26.1', 'go1.26.0', false],
  ['go2.0.0', '1.26.5', false],
  ['go1.26rc1', '1.26.1', true],
])('%s is older than %s: %s', (version, than, older) => {
  expect(isOlder(version, than)).toBe(older);
});
