import { element, text } from '../../../operate/lib/svg';
import { CHARACTER_WIDTH, FONT_SIZE, seriesClass } from './style';

const SWATCH = 16;
const GAP = 12;
const LINE_HEIGHT = 16;

interface PlacedName {
  readonly name: string;
  readonly x: number;
  readonly row: number;
}

/** The names of lines from left to right, in as many rows as they need. */
export interface Legend {
  readonly names: readonly PlacedName[];
  readonly height: number;
}

/** Arranges names within a width. */
export function layOutLegend(names: readonly string[], width: number): Legend {
  const placed: PlacedName[] = [];
  let [x, row] = [0, 0];
  for (const name of names) {
    const needed = SWATCH + name.length * CHARACTER_WIDTH;
    if (x > 0 && x + needed > width) [x, row] = [0, row + 1];
    placed.push({ name, x, row });
    x += needed + GAP;
  }
  return { names: placed, height: (row + 1) * LINE_HEIGHT };
}

/** Draws a legend with its top left corner at this place. */
export function drawLegend({ names }: Legend, left: number, top: number): readonly string[] {
  return names.flatMap(({ name, x, row }, index) => {
    const y = top + row * LINE_HEIGHT;
    return [
      element('rect', { x: left + x, y: y + 5, width: 11, height: 4, rx: 1, class: seriesClass('fill', index) }),
      text(name, { x: left + x + SWATCH, y: y + 11, class: 'faint', 'font-size': FONT_SIZE }),
    ];
  });
}
