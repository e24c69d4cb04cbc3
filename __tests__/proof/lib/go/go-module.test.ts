import { isOlder, parseGoModule } from '../../../../proof/lib/go/go-module';

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

test('reads the version of Go and of required modules, in require lines and blocks', () => {
  const module = parseGoModule(TEXT);
  const versions = ['github.com/kedacore/keda/v2', 'github.com/single/line', 'k8s.io/api'].map((name) => module.versionOf(name));
  expect({ go: module.go, versions }).toEqual({ go: '1.26.0', versions: ['v2.1.0', 'v1.0.0', 'v0.36.0'] });
});

test('a missing "go" line or module is an error that names it', () => {
  expect(() => parseGoModule('module example')).toThrow('the go.mod has no "go" line');
  expect(() => parseGoModule(TEXT).versionOf('github.com/kedacore/keda')).toThrow('the go.mod does not require github.com/kedacore/keda');
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
