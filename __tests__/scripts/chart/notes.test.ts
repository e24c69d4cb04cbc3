import { notesText } from '../../../scripts/chart/notes';

const notes = notesText();

test('every block of the template ends', () => {
  const count = (pattern: RegExp) => notes.match(pattern)?.length ?? 0;
  expect(count(/\{\{-? (?:if|with) /g)).toBe(count(/\{\{-? end \}\}/g));
  expect(count(/\{\{/g)).toBe(count(/\}\}/g));
});

test('the commands are for the release and its namespace', () => {
  const commands = notes.match(/^ {2}(?:printf|kubectl|npm) .*$/gm) ?? [];
  expect(commands).toHaveLength(6);
  for (const command of commands) expect(command).toContain('--namespace {{ $namespace }}');
  expect(notes).toContain('npm run status -- --release {{ .Release.Name }}');
});
