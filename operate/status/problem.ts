/** Something that is wrong, and the command that shows more of it or mends it. */
export interface Problem {
  readonly text: string;
  readonly command: string;
}
