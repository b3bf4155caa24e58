/** What of a change was given: a member that is undefined says nothing, and takes nothing away when the rest is spread. */
export function given<Change extends object>(change: Change): Given<Change> {
  return Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  ) as Given<Change>;
}

type Given<Change> = { [Member in keyof Change]?: Exclude<Change[Member], undefined> };

/** A change of some of the fields: those that are left out, or undefined, stay as they are once whoever changes them holds the lock. */
export type Undefinable<Fields> = { [Field in keyof Fields]?: Fields[Field] | undefined };
