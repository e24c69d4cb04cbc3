/** What is chosen when a chart is made. The default images have no tag: the version of the chart is their tag. */
export interface ChartOptions {
  /** Image of agents and placeholders. @default - none: the values must name one */
  readonly image?: string | undefined;
  /** Image of runners. @default - none: the values must name one */
  readonly runnerImage?: string | undefined;
  /** Whether the chart of KEDA is a dependency. Helm then needs that chart, even for a release that does not use it. @default true */
  readonly withKeda?: boolean;
}
