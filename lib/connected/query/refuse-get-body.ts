import type { Operation } from "@/lib/http/operation";
import { Refused } from "@/lib/verb/problem";

/**
 * The operation, refusing a `GET` that has a body: version 3 documents a list's query there, where no server is bound to
 * read it, and whoever sent one would take the whole list for what was asked.
 */
export function refusingGetBody(operation: Operation): Operation {
  if (operation.permission === null || operation.method !== "GET") return operation;
  const { handle } = operation;
  return {
    ...operation,
    handle: async (call) => {
      if (hasBody(call.request.headers))
        throw new Refused({
          code: "malformed_body",
          message: "the body of a GET is not read: send a list's query as its parameter `query`",
        });
      return handle(call);
    },
  };
}

function hasBody(headers: Headers): boolean {
  return headers.has("transfer-encoding") || Number(headers.get("content-length") ?? 0) > 0;
}
