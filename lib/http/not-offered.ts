import type { Permission } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import type { Method } from "./operation";

export interface NotOffered {
  id: string;
  method: Method;
  path: string;
  permission: Permission;
  summary: string;
  /** For the reference. */
  description: string;
  /** For whoever asks. */
  message: string;
}

/**
 * What a dialect documents and is not offered here, as an entry of its door's table: refused with
 * `capability_not_supported`, whatever it is sent. Clients know that refusal, and would take a 404 for a wrong address.
 */
export function notOffered({ message, ...described }: NotOffered) {
  const names = [...described.path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
  const forEach = (text: string) => Object.fromEntries(names.map((name) => [name, text]));
  return {
    ...described,
    params: forEach("Not read."),
    answers: {},
    example: { params: forEach("any") },
    handle: () => Promise.reject(new Refused({ code: "capability_not_supported", message })),
  };
}
