import { decodePaymentId } from "@/lib/connected/ids";
import { readScheme } from "@/lib/connected/schemes";
import { MERCHANT_REFERENCE, TELLING_REFERENCE } from "@/lib/connected/shown-metadata";
import { toV1Status, toWireStatus, WIRE_STATUSES, type WireStatus } from "@/lib/connected/statuses";
import { PAYMENT_STATUSES, type PaymentStatus } from "@/lib/payments/status";
import { containing, searchKey } from "@/lib/text/search-key";
import { spellingsOf } from "@/lib/text/spellings";
import {
  connectorIs,
  isAccount,
  isAmount,
  isAsset,
  isConnector,
  isCreatedAt,
  isReference,
  type ListFields,
  matched,
  metadataIs,
  type QueryValue,
  referenceIs,
} from "./list-fields";
import { refuseQuery } from "./refuse-query";

/** What differs between the two wire versions. */
export type Columns = "v1" | "v3";

const of = (version: Columns): ListFields => ({
  fields: {
    amount: isAmount("p.amount_minor"),
    initial_amount: isAmount("p.initial_amount_minor"),
    created_at: isCreatedAt("p.created_at"),
    reference: isReference("p.reference"),
    type: matched((text, bind) => typeIs(text, version, bind)),
    status: matched((text, bind) => statusIs(text, version, bind)),
    scheme: matched((text, bind) => `p.scheme = ${bind(readScheme(text) ?? "")}`),
    asset: isAsset(
      ({ currency, precision }, bind) =>
        `(p.currency = ${bind(currency)} AND p.precision = ${bind(precision)})`,
    ),
    connector_id: isConnector("p.connector_id"),
    id: matched(idIs),
    source_account_id: isAccount("c.source_account_id"),
    destination_account_id: isAccount("c.destination_account_id"),
    [`metadata[${MERCHANT_REFERENCE}]`]: matched(merchantReferenceIs),
  },
  metadata: "p.metadata",
});

/** What a query may name of `payment p` and its `connected_payment c`: a filter finds what its version shows so. */
export const PAYMENT_FIELDS: Readonly<Record<Columns, ListFields>> = { v1: of("v1"), v3: of("v3") };

/** What v1 looks through, and v3 shows. */
const CORRECTION: PaymentStatus = "amount_adjustment";

function statusIs(text: string, version: Columns, bind: QueryValue): string {
  if (!WIRE_STATUSES.some((status) => status === text))
    refuseQuery(`status must be one of ${WIRE_STATUSES.join(", ")}`);
  const shown = version === "v1" ? toV1Status : toWireStatus;
  const statuses: PaymentStatus[] = PAYMENT_STATUSES.filter(
    (status) => shown(status) === (text as WireStatus),
  );
  if (version === "v3" && statuses.includes(CORRECTION)) return `p.last_status = '${CORRECTION}'`;
  const status = `p.status = ANY (${bind(statuses)}::text[])`;
  return version === "v1" ? status : `(${status} AND p.last_status <> '${CORRECTION}')`;
}

/** What is stored under the name, or what is shown there where nothing is: found by the words of the payment, which have an index. */
function merchantReferenceIs(text: string, bind: QueryValue): string {
  const stored = metadataIs("p.metadata", MERCHANT_REFERENCE)(text, bind);
  if (text === "") return stored;
  return `(${stored} OR (p.search LIKE ${bind(containing(searchKey(text).trim()))} AND p.merchant_reference = ANY (${bind(spellingsOf(text))}::text[])
    AND p.kind = ANY (${bind(TELLING_REFERENCE)}::text[]) AND NOT jsonb_exists(p.metadata, ${bind(MERCHANT_REFERENCE)})))`;
}

function typeIs(text: string, version: Columns, bind: QueryValue): string {
  const types = version === "v1" && text === "OTHER" ? ["OTHER", "UNKNOWN"] : [text];
  return `p.type = ANY (${bind(types)}::text[])`;
}

function idIs(text: string, bind: QueryValue): string {
  const id = decodePaymentId(text);
  if (!id) return "false";
  return `(${referenceIs("p.reference", id.reference, bind)} AND p.type = ${bind(id.type)}
    AND ${connectorIs("p.connector_id", id.connector, bind)})`;
}
