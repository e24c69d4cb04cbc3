export const WHOLE_PROCESSES: readonly string[];
