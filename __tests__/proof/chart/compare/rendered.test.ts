import { readRendered } from '../../../../proof/chart/compare/rendered';

test('reads all documents, without those that are empty', () => {
  const text = '---\n# Source: a.yaml\nkind: A\n---\n# Source: b.yaml\n---\nkind: B\ntext: "0x1f"\nnumber: 12\n';
  expect(readRendered(text)).toEqual({ objects: [{ kind: 'A' }, { kind: 'B', text: '0x1f', number: 12 }], faults: [] });
});

test.each(['yes', 'on', '0o17', '0b11', '12:30:45', '2027-03-01'])('%s without quotes is a fault, and with them it is not', (word) => {
  expect(readRendered(`text: ${word}`).faults).toContain('a text without quotes is another value in YAML 1.1 than in YAML 1.2');
  expect(readRendered(`text: "${word}"`).faults).toEqual([]);
});

test.each(['5e+06', '1.2096e+06', '3.0'])('the whole number %s is a fault, because the API server refuses it', (number) => {
  expect(readRendered(`seconds: ${number}`).faults).toEqual([`a whole number is written as ${number}, which the API server refuses`]);
});

test.each(['\u007f', '\u0085', '\u2028', '\ufeff'])('the character %j is a fault, unless it is escaped', (character) => {
  expect(readRendered(`text: "a${character}b"`).faults[0]).toMatch(/^a control character is not escaped: /);
  expect(readRendered('text: "a\\u2028b"').faults).toEqual([]);
});

test('YAML that nobody can read is a fault', () => {
  expect(readRendered('a: "b').faults.length).toBeGreaterThan(0);
});
