// What is shown if a build can't go on.
import { relative } from 'node:path';
import { formatMessages } from 'esbuild';
import { PROJECT } from './files.mjs';

const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];
const NO_ACCESS = ['EACCES', 'EPERM', 'EROFS'];

/** The text for an error of esbuild or of writing a file; undefined for every other one. */
export async function problemOf(error) {
  if ('errors' in error) return (await formatMessages(error.errors.map(withoutSource), { kind: 'error' })).join('');
  const { code, path, dest, syscall } = error;
  if (path === undefined) return undefined;
  if (syscall === 'link' && NO_LINKS.includes(code)) {
    return `the file system of this folder has no hard links (${code}), which a build needs for its lock: move the project to another one\n`;
  }
  if (!NO_ACCESS.includes(code)) return undefined;
  const file = relative(PROJECT, dest ?? path);
  return `the build must be able to write ${file} (${code}). If it belongs to another user: sudo chown -R "$(id -un)" dist docker\n`;
}

/** Without text of the source, which may contain a secret. */
const withoutSource = ({ text, location }) => ({
  text: text.replace(/ but found ".*"$/s, ''),
  location: location && { ...location, lineText: '', suggestion: '' },
});
