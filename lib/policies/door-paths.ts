import { Refused } from "@/lib/verb/problem";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The id in a path; one that is no UUID is of nothing there is. Policy contract. */
export function pathId(id: string | undefined, object: string): string {
  if (id !== undefined && UUID.test(id)) return id.toLowerCase();
  throw new Refused({ code: "not_found", object, id: id ?? "" });
}
