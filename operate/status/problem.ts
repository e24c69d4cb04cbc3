/** Something that is wrong, and the command that shows more about it or fixes it. */
export interface Problem {
  readonly text: string;
  readonly command: string;
}
