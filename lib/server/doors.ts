import { checkout, checkoutDoor } from "@/lib/doors/checkout";
import { connected, connectedDoor } from "@/lib/doors/connected";
import { managementDoor } from "@/lib/doors/management";
import { policyDoor } from "@/lib/doors/policies";
import { conversionDoor, referralDoor } from "@/lib/doors/referrals";
import { tokenDescription, tokenDoor } from "@/lib/doors/token";
import type { DoorName } from "@/lib/http/door-names";
import type { DescribedDoor } from "@/lib/http/operation";
import { management } from "@/lib/management/door";
import { answerOpenApi, DOCUMENT_ADDRESSES } from "@/lib/openapi/door";
import { policies } from "@/lib/policies/door";
import { conversions, referrals } from "@/lib/referrals/door";
import { healthDoor } from "./health";
import { metricsDoor } from "./metrics/door";
import { serviceDoor } from "./operations";

/** Every request below one of its prefixes is answered by its one function. */
export interface MountedDoor {
  prefixes: readonly string[];
  handle: (request: Request) => Promise<Response>;
}

interface NamedDoor extends MountedDoor {
  /** What the reference says of it, and every test that runs over all operations; null where it has no operations. */
  described: DescribedDoor | null;
}

/**
 * What the production server answers itself, in the order the reference shows it: every door by its name, and what else
 * programs ask. Each has a `route.ts` that re-exports the same function.
 */
export const DOORS = {
  checkout: described(checkout, checkoutDoor),
  connected: described(connected, connectedDoor),
  token: described(tokenDescription, tokenDoor),
  policy: described(policies, policyDoor),
  referral: described(referrals, referralDoor),
  conversions: described(conversions, conversionDoor),
  management: described(management, managementDoor),
  openApi: { ...described(serviceDoor(openApiDoor), openApiDoor), prefixes: DOCUMENT_ADDRESSES },
  health: { described: null, prefixes: ["/api/health"], handle: healthDoor },
  metrics: { described: null, prefixes: ["/api/metrics"], handle: metricsDoor },
} as const satisfies Record<DoorName, NamedDoor> & Record<string, NamedDoor>;
export type MountedName = keyof typeof DOORS;

const MOUNTED: readonly NamedDoor[] = Object.values(DOORS);

/** Every door that has operations, in the order the reference shows them. */
export const DESCRIBED_DOORS: readonly DescribedDoor[] = MOUNTED.flatMap((door) => door.described ?? []);

/** `GET /api/openapi.json`, and the same as collections. */
export function openApiDoor(request: Request): Promise<Response> {
  return answerOpenApi(request, DESCRIBED_DOORS);
}

function described(door: DescribedDoor, handle: MountedDoor["handle"]): NamedDoor {
  return { described: door, prefixes: [door.prefix], handle };
}

/** The door that a path belongs to, or null when it is the framework's. */
export function doorAt(pathname: string): MountedDoor | null {
  return MOUNTED.find(({ prefixes }) => prefixes.some((prefix) => isBelow(pathname, prefix))) ?? null;
}

function isBelow(pathname: string, prefix: string): boolean {
  return (
    pathname.startsWith(prefix) && (pathname.length === prefix.length || pathname[prefix.length] === "/")
  );
}
