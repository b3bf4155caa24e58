import { readAsset } from "@/lib/connected/assets";
import { decodeAccountId, encodeAccountId } from "@/lib/connected/ids";
import {
  isAmount,
  isConnector,
  isCreatedAt,
  isIdOf,
  isReference,
  isText,
  type ListFields,
  matched,
  type ToSql,
} from "@/lib/connected/query/list-fields";
import type { Columns, QueryValue } from "@/lib/connected/query/query-fields";
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
  asset: matched((text, bind) => {
    const asset = readAsset(text);
    return asset
      ? `(i.currency = ${bind(asset.currency)} AND i.precision = ${bind(asset.precision)})`
      : "false";
  }),
  source_account_id: isAccount("i.source_account_id"),
  destination_account_id: isAccount("i.destination_account_id"),
  created_at: isCreatedAt("i.created_at"),
} satisfies Record<string, ToSql>;

/** What is left of it: what version 1 shows as its amount. */
const LEFT = "coalesce(p.amount_minor, i.amount_minor)";

/** What a query may name of `payment_initiation i` and its `payment p`: a filter finds what its version shows so. */
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

const REVERSING =
  "EXISTS (SELECT 1 FROM attempt t WHERE t.payment_id = i.payment_id AND t.operation = 'refund' " +
  "AND t.state IN ('started', 'requires_action', 'processing', 'unknown'))";

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
      return `(${approved} AND p.id IS NOT NULL AND ${REVERSING})`;
    default: {
      const paid = PAYMENT_STATUSES.filter((each) => statusOfPayment(each) === status);
      const stands = `(${approved} AND p.status = ANY (${bind(paid)}::text[]) AND NOT ${REVERSING})`;
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

function isAccount(column: string): ToSql {
  return matched((text, bind) => {
    const account = decodeAccountId(text);
    return `${column} = ${bind(account ? encodeAccountId(account) : text)}`;
  });
}
