/** Colours of a chart. */
export interface Theme {
  readonly name: 'light' | 'dark';
  readonly text: string;
  readonly faint: string;
  readonly rule: string;
  /** One colour for each variant, distinct for all kinds of colour vision (Okabe and Ito, 2008, and a grey). Place and label also tell them apart. */
  readonly series: readonly string[];
}

export const THEMES: readonly Theme[] = [
  {
    name: 'light',
    text: '#1f2328',
    faint: '#59636e',
    rule: '#d1d9e0',
    series: ['#0072b2', '#56b4e9', '#d55e00', '#8c8c8c', '#e69f00', '#009e73', '#cc79a7'],
  },
  {
    name: 'dark',
    text: '#f0f6fc',
    faint: '#9198a1',
    rule: '#3d444d',
    series: ['#56b4e9', '#0072b2', '#d55e00', '#8c8c8c', '#e69f00', '#009e73', '#cc79a7'],
  },
];
