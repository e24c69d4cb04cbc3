/** Repositories of the default images of a chart, without a tag: the version of the chart is their tag. */
export interface DefaultImages {
  /** Image of agents and placeholders. @default - none: the values must name one */
  readonly image?: string | undefined;
  /** Image of runners. @default - none: the values must name one */
  readonly runnerImage?: string | undefined;
}
