import { capabilityLines, namelessLine } from '../../../agent/settings/capabilities';

test('a name without a value gets an equals sign, because the agent skips lines without one', () => {
  expect(capabilityLines('kubectl\n\n  gpu=a100 \r\nurl=http://x/?a=b')).toBe('kubectl=\ngpu=a100\nurl=http://x/?a=b\n');
});

test('blanks around the equals sign belong to neither the name nor the value', () => {
  expect(capabilityLines('java = 17\n note\t=\ta = b ')).toBe('java=17\nnote=a = b\n');
});

test('without capabilities the file is empty', () => {
  expect(capabilityLines('')).toBe('');
});

test('a line without a name is found', () => {
  expect(namelessLine('kubectl\n =value\n')).toBe('=value');
  expect(namelessLine('kubectl\nteam=a')).toBeUndefined();
});
