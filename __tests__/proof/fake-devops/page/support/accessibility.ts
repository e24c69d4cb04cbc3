import type { Page } from 'playwright-core';

// The functions below run in the page. They are texts, because the types of these tests do not include those of a browser.

/** Texts whose contrast with their background is below 4.5:1, the minimum of WCAG 2.2 AA, and each ratio. */
const FAINT_TEXTS = `(() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = numbers(color).map((each) => each / 255).map((each) => each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const backgroundOf = (node) => {
    for (; node !== null; node = node.parentElement) {
      const color = getComputedStyle(node).backgroundColor;
      if ((numbers(color)[3] ?? 1) === 1) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  const hasText = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim() !== '');
  return [...document.body.querySelectorAll('*')].filter((node) => node.checkVisibility() && hasText(node)).flatMap((node) => {
    const [high, low] = [light(getComputedStyle(node).color), light(backgroundOf(node))].sort((a, b) => b - a);
    const ratio = (high + .05) / (low + .05);
    return ratio < 4.5 ? [node.textContent + ': ' + ratio.toFixed(2)] : [];
  });
})()`;

/** Controls that a screen reader would announce without a name. */
const NAMELESS_CONTROLS = `[...document.querySelectorAll('button, input, summary')]
  .filter((node) => !(node.getAttribute('aria-label') ?? [...(node.labels ?? []), node].map(({ textContent }) => textContent).join('')).trim())
  .map((node) => node.outerHTML)`;

/** Pixels by which something is wider than the screen, or a table than its card. */
const OVERFLOW = `Math.max(...[document.documentElement, ...document.querySelectorAll('.card')].map((node) => node.scrollWidth - node.clientWidth))`;

/** What is wrong with the page as it is now: faint texts, controls without a name, and pixels that are cut. */
export async function faultsOf(page: Page) {
  return {
    faint: await page.evaluate<string[]>(FAINT_TEXTS),
    nameless: await page.evaluate<string[]>(NAMELESS_CONTROLS),
    overflow: await page.evaluate<number>(OVERFLOW),
  };
}

export const NO_FAULTS = { faint: [], nameless: [], overflow: 0 };
