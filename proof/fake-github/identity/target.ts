/** What a call is about. */
export interface Target {
  readonly kind: 'organisation' | 'repository' | 'enterprise';
  /** Such as `contoso` or `contoso/app`. */
  readonly name: string;
}
