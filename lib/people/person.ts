import { query } from "@/lib/db/sql";
import { FIND_PERSON, type FindPersonRow } from "@/lib/generated/sql/people/find-person";
import { LIST_PAYMENTS } from "@/lib/generated/sql/people/list-payments";
import { SUM_PAYMENTS } from "@/lib/generated/sql/people/sum-payments";
import { readAnyId } from "@/lib/ids";
import type { MoneyMoved } from "@/lib/payments/money-moved";
import type { PaymentRow } from "@/lib/payments/search-payments";
import { type MoneyRow, precisionOfMoney, sumMoney } from "@/lib/payments/sum-money";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

/** What somebody may be kept as. */
export const PERSON_RECORD_TYPES = ["customer", "policyholder", "referral"] as const;
export type PersonRecordType = (typeof PERSON_RECORD_TYPES)[number];

/** A person's page shows this many of their payments, newest first, and says so; its totals are of all. */
export const PERSON_PAYMENTS_MAX = 100;

export type PersonRecord = Omit<FindPersonRow, "type"> & { type: PersonRecordType };

/** What came of a person's payments in one currency, counted with `precision` decimals. */
export interface PersonTotal extends MoneyMoved {
  currency: string;
  precision: number;
  payments: number;
}

/** Somebody who pays or is paid: every record of one merchant with one e-mail address, the one asked for first. */
export interface Person {
  name: string;
  email: string | null;
  phone: string | null;
  merchantName: string;
  records: PersonRecord[];
  totals: PersonTotal[];
  /** The newest PERSON_PAYMENTS_MAX. */
  payments: PaymentRow[];
  /** How many there are of all. */
  paymentsCount: number;
}

/** A person by any of their records; `not_found` also for another merchant's. */
export async function getPerson({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { type: PersonRecordType; id: string };
}): Promise<Person> {
  authorize(ctx, "payments:read");
  const id = readAnyId(input.id);
  const found = id
    ? await query(FIND_PERSON, { type: input.type, id, merchantId: merchantBound(ctx.actor) })
    : [];
  const records = found
    .flatMap(asRecord)
    .sort((one, other) => Number(other.id === id) - Number(one.id === id));
  const [first] = records;
  if (!first) throw new Refused({ code: "not_found", object: "Person", id: input.id });
  const idsOf = (type: PersonRecordType) =>
    records.filter((each) => each.type === type).map((each) => each.id);
  const ids = {
    customerIds: idsOf("customer"),
    policyholderIds: idsOf("policyholder"),
    referralIds: idsOf("referral"),
  };
  const [payments, sums] = await Promise.all([
    query(LIST_PAYMENTS, { ...ids, limit: PERSON_PAYMENTS_MAX }),
    query(SUM_PAYMENTS, ids),
  ]);
  return {
    name: (records.find(({ type, name }) => type !== "referral" && name.trim()) ?? first).name || "Unnamed",
    email: records.find(({ email }) => email)?.email ?? null,
    phone: records.find(({ phone }) => phone)?.phone ?? null,
    merchantName: first.merchantName ?? "",
    records,
    totals: totalsOf(sums),
    payments,
    paymentsCount: sums.reduce((count, sum) => count + sum.payments, 0),
  };
}

function asRecord(row: FindPersonRow): PersonRecord[] {
  const type = PERSON_RECORD_TYPES.find((each) => each === row.type);
  return type ? [{ ...row, type }] : [];
}

interface Sum extends MoneyRow {
  payments: number;
}

/** One total a currency: sums of several precisions are brought to the one in which all are exact. */
function totalsOf(sums: readonly Sum[]): PersonTotal[] {
  return [...new Set(sums.map(({ currency }) => currency))].map((currency) => {
    const own = sums.filter((sum) => sum.currency === currency);
    const precision = precisionOfMoney(own);
    const payments = own.reduce((count, sum) => count + sum.payments, 0);
    return { currency, precision, payments, ...sumMoney(own, precision) };
  });
}
