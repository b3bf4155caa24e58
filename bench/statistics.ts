/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The value that a share of all values (0 to 100) does not exceed, interpolated between its two neighbours. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const place = ((sorted.length - 1) * share) / 100;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError("nothing was measured");
  return below + (above - below) * (place - Math.floor(place));
}
