import {
  isAccount,
  isAmount,
  isAsset,
  isConnector,
  isCreatedAt,
  isIdOf,
  isReference,
  isText,
  type ListFields,
  matched,
  type QueryValue,
  type ToSql,
} from "@/lib/connected/query/list-fields";
import type { Columns } from "@/lib/connected/query/payment-fields";
import { refuseQuery } from "@/lib/connected/query/refuse-query";
import { PAYMENT_STATUSES } from "@/lib/payments/status";
import {
  INITIATION_STATUSES,
  type InitiationStatus,
  statusOfPayment,
  V1_INITIATION_STATUSES,
} from "./initiation-status";

const SHARED = {
  id: isIdOf("i.connector_id", "i.reference"),
  reference: isReference("i.reference"),
  connector_id: isConnector("i.connector_id"),
  type: isText("i.type"),
  asset: isAsset(
    ({ currency, precision }, bind) =>
      `(i.currency = ${bind(currency)} AND i.precision = ${bind(precision)})`,
  ),
  source_account_id: isAccount("i.source_account_id"),
  destination_account_id: isAccount("i.destination_account_id"),
  created_at: isCreatedAt("i.created_at"),
} satisfies Record<string, ToSql>;

/** What is left of it: what version 1 shows as its amount. */
const LEFT = "coalesce(p.amount_minor, i.amount_minor)";

/** What a query may name of `payment_initiation i`, its `payment p` and whether that is being called back, `r`: a filter finds what its version shows so. */
export const INITIATION_FIELDS: Readonly<Record<Columns, ListFields>> = {
  v1: {
    fields: {
      ...SHARED,
      amount: isAmount(LEFT),
      initial_amount: isAmount("i.amount_minor"),
      status: isOneOf(V1_INITIATION_STATUSES, statusV1),
    },
    metadata: "i.metadata",
  },
  v3: {
    fields: { ...SHARED, amount: isAmount("i.amount_minor"), status: isOneOf(INITIATION_STATUSES, statusIs) },
    metadata: "i.metadata",
  },
};

function isOneOf<Status extends string>(
  statuses: readonly Status[],
  toSql: (status: Status, bind: QueryValue) => string,
): ToSql {
  return matched((text, bind) => {
    const status = statuses.find((each) => each === text);
    return status ? toSql(status, bind) : refuseQuery(`status must be one of ${statuses.join(", ")}`);
  });
}

// As initiationStatusOf says it of one.
function statusIs(status: InitiationStatus, bind: QueryValue): string {
  const approved = "i.decision = 'approved'";
  switch (status) {
    case "WAITING_FOR_VALIDATION":
      return "i.decision IS NULL";
    case "REJECTED":
      return "i.decision = 'rejected'";
    case "SCHEDULED_FOR_PROCESSING":
      return `(${approved} AND p.id IS NULL AND i.unsent_at IS NULL)`;
    case "REVERSE_PROCESSING":
      return `(${approved} AND p.id IS NOT NULL AND r.reversing)`;
    default: {
      const paid = PAYMENT_STATUSES.filter((each) => statusOfPayment(each) === status);
      const stands = `(${approved} AND p.status = ANY (${bind(paid)}::text[]) AND NOT r.reversing)`;
      return status === "FAILED" ? `(${stands} OR i.unsent_at IS NOT NULL)` : stands;
    }
  }
}

// As toV1 says it of one.
function statusV1(status: (typeof V1_INITIATION_STATUSES)[number], bind: QueryValue): string {
  switch (status) {
    case "VALIDATED":
      return statusIs("SCHEDULED_FOR_PROCESSING", bind);
    case "PARTIALLY_REVERSED":
      return `(${statusIs("REVERSED", bind)} AND ${LEFT} > 0)`;
    case "REVERSED":
      return `(${statusIs("REVERSED", bind)} AND ${LEFT} <= 0)`;
    default:
      return statusIs(status, bind);
  }
}
