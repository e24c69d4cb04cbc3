/** Units of Grafana that are used here. */
export type Unit = 'short' | 's' | 'bool_yes_no';

export interface Query {
  readonly expression: string;
  /** Name of a line; may hold labels, as `{{state}}`. */
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
  /** What the reader sees when pointing at the title: what it means, and when it is bad. */
  readonly description: string;
  readonly unit: Unit;
  readonly queries: readonly Query[];
}

/** Lines over time. */
export interface Graph extends PanelBase {
  readonly kind: 'graph';
  /** Areas on top of each other, for parts of a whole. @default false */
  readonly stacked?: boolean;
}

/** The last number, large. */
export interface Stat extends PanelBase {
  readonly kind: 'stat';
  /** Below the first threshold. @default 'green' */
  readonly color?: Color;
  /** Ascending. */
  readonly thresholds: readonly Threshold[];
}

export type Panel = Graph | Stat;

export const graph = (panel: Omit<Graph, 'kind'>): Graph => ({ kind: 'graph', ...panel });

export const stat = (panel: Omit<Stat, 'kind'>): Stat => ({ kind: 'stat', ...panel });
