import { placeholderName } from '../../config/names';

/** An entry as the scaler sees it. */
export interface ScalerEntry {
  /** Name of its ScaledJob, which is also the start of the names of its pods. */
  readonly objectName: string;
  /** Its agent pool, by name or by id. */
  readonly pool: string | number;
  readonly maxAgents: number;
}

/** The entries as the program reads them (agent/scale/). */
export const entriesText = (entries: readonly ScalerEntry[]): string =>
  JSON.stringify(
    entries.map(({ objectName, pool, maxAgents }) => ({
      name: objectName,
      pool,
      maxAgents,
      placeholder: placeholderName(objectName),
      warm: [],
      warmMaxHours: 12,
      anticipate: false,
    })),
  );
