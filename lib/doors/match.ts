import type { Operation } from "@/lib/http/operation";
import { decodedPart } from "@/lib/text/decoded-part";
import { Refused } from "@/lib/verb/problem";

/** The operation that a request is for, and what its path says of the parameters. */
interface Match {
  operation: Operation;
  params: Record<string, string>;
}

/**
 * Finds the operation for a path and a method: the first in the table's order whose path fits. A HEAD is its GET. Refuses
 * with `route_not_found`, or with `method_not_allowed` where the path has operations of other methods alone.
 */
export function operationMatcher(
  operations: readonly Operation[],
): (pathname: string, method: string) => Match {
  const ofLength = new Map<number, { operation: Operation; segments: readonly string[] }[]>();
  for (const operation of operations) {
    const segments = operation.path.split("/").slice(1);
    const alike = ofLength.get(segments.length) ?? [];
    alike.push({ operation, segments });
    ofLength.set(segments.length, alike);
  }

  return function match(pathname, method) {
    const parts = pathname.split("/").slice(1);
    const wanted = method === "HEAD" ? "GET" : method;
    const allowed: string[] = [];
    for (const { operation, segments } of ofLength.get(parts.length) ?? []) {
      const params = matchSegments(segments, parts);
      if (params && operation.method === wanted) return { operation, params };
      if (params) allowed.push(operation.method);
    }
    if (allowed.length === 0) throw new Refused({ code: "route_not_found", path: pathname });
    throw new Refused({ code: "method_not_allowed", allowed });
  };
}

function matchSegments(segments: readonly string[], parts: readonly string[]): Record<string, string> | null {
  for (let index = 0; index < segments.length; index++) {
    if (segments[index] !== parts[index] && !segments[index]?.startsWith(":")) return null;
  }
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    if (!segment.startsWith(":")) continue;
    const decoded = decodedPart(parts[index] ?? "");
    if (!decoded) return null;
    params[segment.slice(1)] = decoded;
  }
  return params;
}
