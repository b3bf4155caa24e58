/** A text of the database that a check holds to a list, as one of that list. Throws when it is none of them. */
export function oneOf<T extends string>(values: readonly T[], text: string): T {
  const found = values.find((value) => value === text);
  if (found === undefined)
    throw new Error(`the database holds ${JSON.stringify(text)}, which is none of ${values}`);
  return found;
}
