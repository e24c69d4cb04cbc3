import * as z from 'zod/mini';

export const id = z.int().check(z.positive());

/** A time in RFC 3339 with up to 7 decimals of a second. Absent, null and the year 1 mean "not yet". */
export const time = z.pipe(
  z.nullish(z.string()),
  z.transform((text) => {
    const ms = Date.parse(text ?? '');
    return ms > 0 ? ms : undefined;
  }),
);

/** A value that may be absent or null, which then is `fallback`. */
export const or = <T extends z.ZodMiniType, F>(shape: T, fallback: F) =>
  z.pipe(
    z.nullish(shape),
    z.transform((value) => value ?? fallback),
  );

/** A list in the field `value`. */
export const listOf = <T extends z.ZodMiniType>(item: T) => z.object({ value: z.array(item) });
