import { checkoutDoor } from "@/lib/checkout/door";
import { connectedDoor } from "@/lib/connected/door";
import { tokenDoor } from "@/lib/connected/token-door";
import { openApiDoor } from "@/lib/openapi/door";
import { policyDoor } from "@/lib/policies/door";
import { conversionDoor, referralDoor } from "@/lib/referrals/door";
import { metricsDoor } from "@/lib/server/metrics/door";
import { healthDoor } from "./health";

/** A door: every request below one of its prefixes is answered by its one function. */
export interface Door {
  prefixes: readonly string[];
  handle: (request: Request) => Promise<Response>;
}

/** The doors the production server answers itself. Each has a `route.ts` that re-exports the same function. */
export const DOORS: readonly Door[] = [
  { prefixes: ["/api/health"], handle: healthDoor },
  { prefixes: ["/api/metrics"], handle: metricsDoor },
  { prefixes: ["/api/openapi.json"], handle: openApiDoor },
  { prefixes: ["/v0"], handle: checkoutDoor },
  { prefixes: ["/api/v1"], handle: referralDoor },
  { prefixes: ["/v1/insurance"], handle: policyDoor },
  { prefixes: ["/api/v2"], handle: conversionDoor },
  { prefixes: ["/api/payments"], handle: connectedDoor },
  { prefixes: ["/api/auth/oauth/token"], handle: tokenDoor },
];

/** The door that a path belongs to, or null when it is the framework's. */
export function doorAt(pathname: string): Door | null {
  return DOORS.find(({ prefixes }) => prefixes.some((prefix) => isBelow(pathname, prefix))) ?? null;
}

function isBelow(pathname: string, prefix: string): boolean {
  return (
    pathname.startsWith(prefix) && (pathname.length === prefix.length || pathname[prefix.length] === "/")
  );
}
