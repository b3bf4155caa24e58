import { z } from "zod";
import { BoundedMap } from "@/lib/process/bounded-map";
import { textFault } from "@/lib/text/text-fault";

/** How a connector is named on the wire and inside every other id. */
export interface ConnectorRef {
  provider: string;
  reference: string;
}

export interface PaymentRef {
  connector: ConnectorRef;
  reference: string;
  /** Whatever an id says: no payment has a type that is none. */
  type: string;
}

export interface AccountRef {
  connector: ConnectorRef;
  reference: string;
}

// Compact JSON with sorted keys, in unpadded base64url: the contract's canonical spelling.
// What no column can hold is in nobody's id.
const part = z
  .string()
  .min(1)
  .refine((text) => textFault(text) === null);
const connectorJson = z.object({ Provider: part, Reference: part });
const accountJson = z.object({ ConnectorID: connectorJson, Reference: part });
const paymentJson = accountJson.extend({ Type: part });

// Made once: a schema is compiled the first time it is used.
const whole = {
  connector: connectorJson.strict(),
  account: accountJson.strict(),
  payment: paymentJson.strict(),
};

export function encodeConnectorId(connector: ConnectorRef): string {
  return written(connector).id;
}

export function encodePaymentId({ connector, reference, type }: PaymentRef): string {
  const { json } = written(connector);
  return encode(
    `{"ConnectorID":${json},"Reference":${JSON.stringify(reference)},"Type":${JSON.stringify(type)}}`,
  );
}

export function encodeAccountId({ connector, reference }: AccountRef): string {
  return encode(`{"ConnectorID":${written(connector).json},"Reference":${JSON.stringify(reference)}}`);
}

/** The connector a text names, or null. Lenient about the order of keys and about padding. */
export function decodeConnectorId(text: string): ConnectorRef | null {
  const decoded = whole.connector.safeParse(decode(text));
  return decoded.success ? fromConnectorJson(decoded.data) : null;
}

export function decodePaymentId(text: string): PaymentRef | null {
  const decoded = whole.payment.safeParse(decode(text));
  if (!decoded.success) return null;
  const { ConnectorID, Reference, Type } = decoded.data;
  return { connector: fromConnectorJson(ConnectorID), reference: Reference, type: Type };
}

export function decodeAccountId(text: string): AccountRef | null {
  const decoded = whole.account.safeParse(decode(text));
  if (!decoded.success) return null;
  return { connector: fromConnectorJson(decoded.data.ConnectorID), reference: decoded.data.Reference };
}

/** How a connector stands inside other ids, and by itself. */
interface WrittenConnector {
  json: string;
  id: string;
}

// Every line of a list has its connector twice, and there are few of them.
const CONNECTORS_REMEMBERED_MAX = 1_000;
const remembered = new BoundedMap<string, WrittenConnector>(CONNECTORS_REMEMBERED_MAX);

function written({ provider, reference }: ConnectorRef): WrittenConnector {
  const name = `${provider}\0${reference}`;
  const known = remembered.get(name);
  if (known) return known;
  const json = JSON.stringify({ Provider: provider, Reference: reference });
  const made = { json, id: encode(json) };
  remembered.set(name, made);
  return made;
}

function fromConnectorJson({ Provider, Reference }: z.infer<typeof connectorJson>): ConnectorRef {
  return { provider: canonicalProvider(Provider) ?? Provider, reference: Reference };
}

/** Provider as this deployment spells it, whatever the case and hyphens; null for one it does not know. */
export function canonicalProvider(text: string): ConnectedProvider | MirroredProvider | null {
  const bare = (name: string) => name.replace(/[-_]/g, "").toUpperCase();
  return (
    [...CONNECTED_PROVIDERS, ...MIRRORED_PROVIDERS].find((provider) => bare(provider) === bare(text)) ?? null
  );
}

/** Those of which a connector can be added at the door. */
export const CONNECTED_PROVIDERS = ["GENERIC", "DUMMY-PAY", "STRIPE"] as const;
export type ConnectedProvider = (typeof CONNECTED_PROVIDERS)[number];

/** Those of which there is a connector only where an account is mirrored. */
const MIRRORED_PROVIDERS = ["GOCARDLESS"] as const;
type MirroredProvider = (typeof MIRRORED_PROVIDERS)[number];

/** Whether a connector of it can be added at the door. */
export function isAddable(provider: ConnectedProvider | MirroredProvider): provider is ConnectedProvider {
  return CONNECTED_PROVIDERS.some((each) => each === provider);
}

function encode(json: string): string {
  return Buffer.from(json).toString("base64url");
}

function decode(text: string): unknown {
  if (!/^[A-Za-z0-9_-]+={0,2}$/.test(text)) return null;
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
