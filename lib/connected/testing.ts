import { parse } from "lossless-json";
import { contextOf } from "@/lib/auth/testing/contexts";
import { addConnector } from "@/lib/connected/connectors/connectors";
import { connectedDoor } from "@/lib/doors/connected";
import { newId } from "@/lib/ids";
import { encodeConnectorId } from "./ids";

/** Whatever the door may answer; a test says what it expects. Integers come back as bigint. */
export interface WireAnswer {
  status: number;
  body: Body;
}

export interface Body {
  errorCode?: string;
  errorMessage?: string;
  data?: WirePayment;
  cursor?: { pageSize: bigint; hasMore: boolean; next?: string; previous?: string; data: WirePayment[] };
}

export interface WirePayment {
  [other: string]: unknown;
  id: string;
  reference: string;
  status: string;
  amount: bigint;
  initialAmount: bigint;
  adjustments: { status: string; amount?: bigint; createdAt: string; reference: string; raw: object }[];
}

/** Asks the door as a client would, through Request and Response. */
export async function ask(
  secret: string | null,
  method: string,
  path: string,
  body?: unknown,
): Promise<WireAnswer> {
  const response = await connectedDoor(
    new Request(`http://localhost/api/payments${path}`, {
      method,
      headers: {
        ...(secret && { Authorization: `Bearer ${secret}` }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  const read = text === "" ? {} : parse(text, undefined, { parseNumber: (literal) => BigInt(literal) });
  return { status: response.status, body: read as Body };
}

/** A generic connector of the deployment, and its wire id. */
export async function aConnector(): Promise<string> {
  const made = await addConnector({
    ctx: contextOf("admin"),
    input: { provider: "generic", name: `Bank ${newId()}` },
  });
  return encodeConnectorId(made);
}

/** A connector of the merchant of a key, as a client installs one; its wire id. */
export async function anInstalled(
  secret: string,
  { provider = "generic", name = `Bank ${newId()}` } = {},
): Promise<string> {
  const { body } = await ask(secret, "POST", `/connectors/${provider}`, { name });
  return (body.data as unknown as { connectorID: string }).connectorID;
}

/** An account elsewhere, of a connector; its wire id. */
export async function anExternalAccount(
  secret: string,
  connectorID: string,
  reference = newId(),
): Promise<string> {
  const sent = { reference, connectorID, createdAt: "2026-01-05T10:00:00Z", type: "EXTERNAL" };
  const { status, body } = await ask(secret, "POST", "/accounts", sent);
  if (status !== 200) throw new Error(`no account was made: ${body.errorMessage}`);
  return body.data?.id ?? "";
}

/** A body that v1 takes. */
export function aPayment(connectorID: string, changes: Record<string, unknown> = {}) {
  return {
    reference: `ref-${newId()}`,
    connectorID,
    createdAt: "2026-01-05T10:00:00Z",
    type: "PAY-IN",
    amount: 1_340,
    asset: "USD/2",
    scheme: "visa",
    status: "PENDING",
    ...changes,
  };
}
