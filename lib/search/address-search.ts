import { z } from "zod";
import { readAnyId } from "@/lib/ids";

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
 * Reads a list's search whose form, query and address are one object of optional texts: the search in an address, and the
 * parameters that made no sense and were left out.
 */
export function parseAddress<F extends Fields>(
  fields: F,
  params: URLSearchParams,
): { search: SearchOf<F>; ignored: string[] } {
  const search: Record<string, unknown> = {};
  const ignored: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const given = params.get(name)?.trim();
    if (!given) continue;
    const parsed = field.safeParse(given);
    if (parsed.success) search[name] = parsed.data;
    else ignored.push(name);
  }
  return { search: search as SearchOf<F>, ignored };
}
