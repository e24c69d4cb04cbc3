import { parse } from 'yaml';
import { portableYaml } from '../../lib/portable-yaml';

/** Characters that the parser of Helm and kubectl refuses, or reads as the end of a line. */
const UNSAFE = /(?!\n)[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/u;

describe('the YAML for Helm and kubectl', () => {
  test.each(['yes', 'No', 'ON', 'y', '1_000', '0b11', '-0b1', '0x_1', '0o17', '012', '1e3', '12:30:45', '2027-03-01', '.5', '~', 'null'])(
    'has the text %s in both versions of YAML, as a value and as a key',
    (text) => {
      const value = { env: { [text]: text }, list: [text] };
      const yaml = portableYaml(value);
      expect([parse(yaml, { version: '1.1' }), parse(yaml, { version: '1.2' })]).toEqual([value, value]);
    },
  );

  test.each(['next\u0085line', '\u007f', '\u2028', 'a\u2029b', '\ufeffx', '\ufffe', '\uffff', '\u001b[31m', 'a\r\nb', '\t'])(
    'escapes the control character in %j',
    (text) => {
      const yaml = portableYaml({ text });
      expect(yaml).not.toMatch(UNSAFE);
      expect(parse(yaml)).toEqual({ text });
    },
  );

  test.each([' \n', 'a \nb', ' a\n', 'a\n\t'])('writes blanks at the ends of lines in one line: %j', (text) => {
    const yaml = portableYaml({ text });
    expect(yaml).toMatch(/^text: ".*"\n$/);
    expect(parse(yaml)).toEqual({ text });
  });

  test('leaves other texts as they are', () => {
    expect(portableYaml({ memory: '2Gi', name: 'linux', script: 'a\nb\n' })).toBe('memory: 2Gi\nname: linux\nscript: |\n  a\n  b\n');
  });
});
