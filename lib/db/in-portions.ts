/** Portions of one run: a run every minute keeps up with what comes. */
export const PORTIONS_MAX = 60;

/**
 * Does a portion again and again, until one finds less than `rowsMax` or there have been PORTIONS_MAX, so that no statement
 * holds rows for long. `portion` gives how many rows it was; resolves to how many they were together.
 */
export async function inPortions(rowsMax: number, portion: () => Promise<number>): Promise<number> {
  let done = 0;
  for (let portions = 0; portions < PORTIONS_MAX; portions++) {
    const rows = await portion();
    done += rows;
    if (rows < rowsMax) break;
  }
  return done;
}
