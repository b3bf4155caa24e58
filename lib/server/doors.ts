import { checkout } from "@/lib/checkout/door";
import { checkoutDoor } from "@/lib/doors/checkout";
import { connected, connectedDoor } from "@/lib/doors/connected";
import { policyDoor } from "@/lib/doors/policies";
import { conversionDoor, referralDoor } from "@/lib/doors/referrals";
import { tokenDescription, tokenDoor } from "@/lib/doors/token";
import type { DescribedDoor } from "@/lib/http/operation";
import { answerOpenApi } from "@/lib/openapi/door";
import { policies } from "@/lib/policies/door";
import { conversions, referrals } from "@/lib/referrals/door";
import { healthDoor } from "./health";
import { metricsDoor } from "./metrics/door";
import { serviceDoor } from "./operations";

/** Every door, in the order the reference shows them. */
export const DESCRIBED_DOORS: readonly DescribedDoor[] = [
  checkout,
  connected,
  tokenDescription,
  policies,
  referrals,
  conversions,
  serviceDoor(openApiDoor),
];

/** `GET /api/openapi.json`. */
export function openApiDoor(request: Request): Promise<Response> {
  return answerOpenApi(request, DESCRIBED_DOORS);
}

/** Every request below one of its prefixes is answered by its one function. */
export interface MountedDoor {
  prefixes: readonly string[];
  handle: (request: Request) => Promise<Response>;
}

/** The doors the production server answers itself. Each has a `route.ts` that re-exports the same function. */
export const DOORS: readonly MountedDoor[] = [
  { prefixes: ["/api/health"], handle: healthDoor },
  { prefixes: ["/api/metrics"], handle: metricsDoor },
  { prefixes: ["/api/openapi.json"], handle: openApiDoor },
  { prefixes: [checkout.prefix], handle: checkoutDoor },
  { prefixes: [referrals.prefix], handle: referralDoor },
  { prefixes: [policies.prefix], handle: policyDoor },
  { prefixes: [conversions.prefix], handle: conversionDoor },
  { prefixes: [connected.prefix], handle: connectedDoor },
  { prefixes: [tokenDescription.prefix], handle: tokenDoor },
];

/** The door that a path belongs to, or null when it is the framework's. */
export function doorAt(pathname: string): MountedDoor | null {
  return DOORS.find(({ prefixes }) => prefixes.some((prefix) => isBelow(pathname, prefix))) ?? null;
}

function isBelow(pathname: string, prefix: string): boolean {
  return (
    pathname.startsWith(prefix) && (pathname.length === prefix.length || pathname[prefix.length] === "/")
  );
}
