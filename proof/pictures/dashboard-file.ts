/** What a picture needs of a panel in monitoring/dashboard.json. */
export interface DashboardPanel {
  readonly title: string;
  readonly type: 'timeseries' | 'stat';
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: readonly { readonly expr: string; readonly legendFormat: string; readonly instant: boolean }[];
  readonly fieldConfig: {
    readonly defaults: {
      readonly unit: string;
      readonly thresholds?: { readonly steps: readonly ThresholdStep[] };
      readonly custom?: { readonly stacking: { readonly mode: 'normal' | 'none' } };
    };
  };
}

/** Colour of a number from `value` on. The first step has no value. */
export interface ThresholdStep {
  readonly color: string;
  readonly value: number | null;
}

export interface Dashboard {
  readonly title: string;
  readonly panels: readonly DashboardPanel[];
}
