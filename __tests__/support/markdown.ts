import { posix } from 'node:path';

/** Code blocks look like headings and links to these functions, so they are left out. */
const withoutCode = (page: string): string => page.replace(/^```[\s\S]*?^```/gm, '');

/** The headings of a page, as written. */
export const headingsIn = (page: string): readonly string[] =>
  [...withoutCode(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);

/** The anchor that GitHub gives a heading. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/\]\([^)]*\)/g, '')
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');

/** A link to a file of this project, or within the page itself. */
export interface PageLink {
  /** Path from the root of the project. */
  readonly path: string;
  /** The heading that it leads to, as an anchor. Empty if it leads to the file. */
  readonly anchor: string;
}

/** Lists the links of a page that do not lead out of this project. @param file path of the page from the root */
export const linksIn = (file: string, page: string): readonly PageLink[] =>
  [...withoutCode(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor = ''] = target.split('#');
      return { path: path === '' ? file : posix.join(posix.dirname(file), path), anchor };
    });
