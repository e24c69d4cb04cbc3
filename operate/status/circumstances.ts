import type { Limits } from './limits';
import type { Where } from './snapshot';

/** The facts by which an entry is judged, in addition to its state. */
export interface Circumstances {
  readonly where: Where;
  /** When the snapshot was taken; milliseconds since 1970. */
  readonly takenAt: number;
  readonly limits: Limits;
}
