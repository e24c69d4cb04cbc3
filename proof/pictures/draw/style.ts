/** Colours that people with any kind of colour vision can distinguish (Okabe and Ito, 2008), by the index of a line. */
const SERIES = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#d55e00', '#56b4e9'];

/** Classes of the drawing. The background is transparent, and both colour schemes of a page are legible. */
export const STYLE = `
text { fill: #1f2328 } .faint { fill: #59636e } .rule { stroke: #d1d9e0 } .frame { fill: none; stroke: #d1d9e0 }
.green { fill: #1a7f37 } .orange { fill: #bc4c00 } .red { fill: #cf222e }
${SERIES.map((color, index) => `.line-${index} { stroke: ${color} } .fill-${index} { fill: ${color} }`).join('\n')}
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc } .faint { fill: #9198a1 } .rule, .frame { stroke: #3d444d }
  .green { fill: #3fb950 } .orange { fill: #f0883e } .red { fill: #ff7b72 } .line-0 { stroke: #3a9bdc } .fill-0 { fill: #3a9bdc }
}
`;

export const seriesClass = (kind: 'line' | 'fill', index: number): string => `${kind}-${index % SERIES.length}`;

export const FONT_SIZE = 12;
/** Average width of a character, for the layout of a legend. */
export const CHARACTER_WIDTH = 6.6;
