import { Refused } from "@/lib/verb/problem";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The id in a path; one that is no UUID is of nothing there is. Policy contract. */
export function pathId(id: string | undefined, object: string): string {
  const read = readPathId(id);
  if (read !== null) return read;
  throw new Refused({ code: "not_found", object, id: id ?? "" });
}

/** The same, null for what is no id. */
export function readPathId(id: string | undefined): string | null {
  return id !== undefined && UUID.test(id) ? id.toLowerCase() : null;
}
