import { type IdPrefix, spellId } from "@/lib/ids";

/** Where a list is, its parameters in the order addresses have them, and how those that are ids are spelled. */
export interface ListPlace<Name extends string> {
  path: string;
  names: readonly Name[];
  spelled: Partial<Record<Name, IdPrefix>>;
}

/** A list's address for a search, in a fixed order, so that one search has one address. Ids are UUIDs in the search. */
export function listAddress<Name extends string>(
  { path, names, spelled }: ListPlace<Name>,
  search: { readonly [Each in Name]?: string | undefined },
): string {
  const params = new URLSearchParams();
  for (const name of names) {
    const value = search[name];
    const prefix = spelled[name];
    if (value !== undefined) params.set(name, prefix ? spellId(prefix, value) : value);
  }
  return params.size > 0 ? `${path}?${params}` : path;
}
