import { z } from "zod";
import { type IdPrefix, readAnyId, spellId } from "@/lib/ids";

/** An id in any spelling, as its UUID. */
export const anyIdField = z
  .string()
  .transform(readAnyId)
  .refine((id) => id !== null)
  .transform((id) => id ?? "");

type Fields = Readonly<Record<string, z.ZodType<string, string>>>;

/** What an address asks for: each parameter that made sense, as text. */
export type SearchOf<F extends Fields> = { [Name in keyof F]?: z.output<F[Name]> | undefined };

/**
 * A list's search whose form, query and address are one object of optional texts. `spelled` says which parameters are ids,
 * and how the address spells them.
 */
export function addressSearch<F extends Fields>(
  path: string,
  fields: F,
  spelled: Partial<Record<keyof F, IdPrefix>>,
) {
  const names = Object.keys(fields) as (keyof F & string)[];
  return {
    /** The search in an address, and the parameters that made no sense and were left out. */
    parse(params: URLSearchParams): { search: SearchOf<F>; ignored: string[] } {
      const search: Record<string, unknown> = {};
      const ignored: string[] = [];
      for (const name of names) {
        const given = params.get(name)?.trim();
        if (!given) continue;
        const parsed = fields[name]?.safeParse(given);
        if (parsed?.success) search[name] = parsed.data;
        else ignored.push(name);
      }
      return { search: search as SearchOf<F>, ignored };
    },
    /** The list's address for a search, in a fixed order, so that one search has one address. */
    address(search: SearchOf<F>): string {
      const params = new URLSearchParams();
      for (const name of names) {
        const value = search[name];
        const prefix = spelled[name];
        if (value !== undefined) params.set(name, prefix ? spellId(prefix, value) : value);
      }
      return params.size > 0 ? `${path}?${params}` : path;
    },
  };
}
