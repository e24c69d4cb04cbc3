/** Units of Grafana that are used here. */
export type Unit = 'short' | 's' | 'bool_yes_no';

export interface Query {
  readonly expression: string;
  /** Name of a line. May contain labels, like `{{state}}`. */
  readonly legend: string;
}

export type Color = 'green' | 'orange' | 'red';

/** A number at which the colour changes. */
export interface Threshold {
  readonly from: number;
  readonly color: Color;
}

interface PanelBase {
  readonly title: string;
  /** The tooltip of the title: what the panel means, and when its values are bad. */
  readonly description: string;
  readonly unit: Unit;
  readonly queries: readonly Query[];
}

/** Lines over time. */
export interface Graph extends PanelBase {
  readonly kind: 'graph';
  /** Stack the areas, for parts of a whole. @default false */
  readonly stacked?: boolean;
}

/** The last value, as a large number. */
export interface Stat extends PanelBase {
  readonly kind: 'stat';
  /** Colour below the first threshold. @default 'green' */
  readonly color?: Color;
  /** Ascending. */
  readonly thresholds: readonly Threshold[];
}

export type Panel = Graph | Stat;

export const graph = (panel: Omit<Graph, 'kind'>): Graph => ({ kind: 'graph', ...panel });

export const stat = (panel: Omit<Stat, 'kind'>): Stat => ({ kind: 'stat', ...panel });
