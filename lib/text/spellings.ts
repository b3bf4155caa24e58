/**
 * How a text may be kept that is the same in NFC: as it was sent, composed or taken apart. One alone for most. An index
 * serves each, as it could not serve a column that is normalised to be compared.
 */
export function spellingsOf(text: string): string[] {
  return [...new Set([text, text.normalize("NFC"), text.normalize("NFD")])];
}

/** The same values under the names that are there already, where one differs in its spelling alone. */
export function spelledAs<Value>(
  there: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, Value>>,
): Record<string, Value> {
  const known = new Map(Object.keys(there).map((name) => [name.normalize("NFC"), name]));
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      Object.hasOwn(there, name) ? name : (known.get(name.normalize("NFC")) ?? name),
      value,
    ]),
  );
}
