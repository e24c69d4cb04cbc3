/** Something that is wrong, and how to fix it. */
export interface Finding {
  readonly finding: string;
  readonly advice: string;
}
