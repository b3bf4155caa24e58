/** An error in one clause. A failed connection to a name with two addresses is an AggregateError without a message. */
export function reasonOf(err: unknown): string {
  const first = err instanceof AggregateError ? err.errors[0] : err;
  return first instanceof Error ? first.message.replace(/\.$/, "") : String(first);
}
