import { type ConnectorRef, canonicalProvider } from "@/lib/connected/ids";
import { isForeignKeyViolation, type Queryable, query } from "@/lib/db/sql";
import { FIND } from "@/lib/generated/sql/connected/connectors/connector/find";
import { BUILT_IN_CONNECTORS } from "@/lib/payments/record-payments";
import { BoundedMap } from "@/lib/process/bounded-map";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

/** Who holds payments. The built-in ones hold those of the other three doors. */
export interface InstalledConnector {
  id: string;
  provider: string;
  reference: string;
  name: string;
  builtIn: boolean;
  enabled: boolean;
  merchantId: string | null;
  createdAt: Date;
}

/**
 * The connector a new payment or account goes to. First its capability, then its existence, both 400 (connected
 * contract): the built-in ones and those that their provider fills take no payments made here, nor does one that is
 * paused.
 */
export async function creatableConnector(
  ctx: Ctx,
  ref: ConnectorRef,
  on?: Queryable,
): Promise<InstalledConnector> {
  if (isBuiltIn(ref)) throw notSupported(`connector ${ref.reference} holds the payments of another door`);
  if (!takesReports(ref)) throw notSupported(`a connector of ${ref.provider} is filled by its provider`);
  const connector = await findConnector(ctx, ref, on);
  if (!connector) throw notInstalled();
  if (!connector.enabled) throw notSupported(`connector ${connector.name} is paused`);
  remembered.set(memoryKey(ctx, ref), connector);
  return connector;
}

/** Writes something of a connector; refuses as `creatableConnector` does where it is uninstalled at the same moment. */
export async function whileInstalled<Made>(write: () => Promise<Made>): Promise<Made> {
  try {
    return await write();
  } catch (err) {
    if (isForeignKeyViolation(err)) throw notInstalled();
    throw err;
  }
}

/** How many connectors a process remembers. */
export const CONNECTORS_REMEMBERED_MAX = 1_000;

const remembered = new BoundedMap<string, InstalledConnector>(CONNECTORS_REMEMBERED_MAX);

/**
 * A connector that took payments when it was last read. It may have been paused since: the statement that records a payment
 * judges that.
 */
export function rememberedConnector(ctx: Ctx, ref: ConnectorRef): InstalledConnector | null {
  return remembered.get(memoryKey(ctx, ref)) ?? null;
}

export function forgetConnector(ctx: Ctx, ref: ConnectorRef): void {
  remembered.delete(memoryKey(ctx, ref));
}

function memoryKey({ actor }: Ctx, { provider, reference }: ConnectorRef): string {
  return `${process.env.DATABASE_URL} ${merchantBound(actor)} ${provider} ${reference}`;
}

/** Whether payments and accounts of a provider are written through the door or a file: others are filled by their provider. */
export function takesReports({ provider }: Pick<ConnectorRef, "provider">): boolean {
  const known = canonicalProvider(provider);
  return known === null || REPORTED_PROVIDERS.includes(known);
}

const REPORTED_PROVIDERS: readonly string[] = ["GENERIC", "DUMMY-PAY"];

/** A connector the actor may see, or null. */
export async function findConnector(
  ctx: Ctx,
  ref: ConnectorRef,
  on?: Queryable,
): Promise<InstalledConnector | null> {
  const [found] = await query(
    FIND,
    { provider: ref.provider, reference: ref.reference, merchantId: merchantBound(ctx.actor) },
    on,
  );
  return found ?? null;
}

function isBuiltIn({ provider, reference }: ConnectorRef): boolean {
  return canonicalProvider(provider) === "GENERIC" && Object.hasOwn(BUILT_IN_CONNECTORS, reference);
}

function notInstalled(): Refused {
  return new Refused({
    code: "invalid",
    issues: [{ path: "connectorID", code: "invalid_value", message: "is not an installed connector" }],
  });
}

function notSupported(message: string): Refused {
  return new Refused({ code: "capability_not_supported", message });
}
