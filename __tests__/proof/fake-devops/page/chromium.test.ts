import { findChromium } from './support/chromium';

test.each([
  ['on PATH', { PATH: '/nowhere' }, 'there is no chromium, chromium-browser, google-chrome, google-chrome-stable on PATH: '],
  ['where CHROMIUM says', { PATH: '/nowhere', CHROMIUM: '/none' }, 'CHROMIUM names /none, which is not a program: '],
])('without Chromium %s, the tests of the page say what to install', (_, env, cause) => {
  const message = `The tests of the page need Chromium, but ${cause}apt-get install chromium, or set CHROMIUM to the path of a Chromium or Chrome.`;
  expect(() => findChromium(env)).toThrow(message);
});

test('CHROMIUM names the program', () => {
  expect(findChromium({ CHROMIUM: process.execPath })).toBe(process.execPath);
});
