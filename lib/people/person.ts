import { decodeAccountId } from "@/lib/connected/ids";
import { hasLiveConnection } from "@/lib/connectors/connection";
import { query } from "@/lib/db/sql";
import { FIND as FIND_ACCOUNT } from "@/lib/generated/sql/connected/connectors/account/find";
import { FIND_PERSON, type FindPersonRow } from "@/lib/generated/sql/people/find-person";
import { LIST_DISPUTES } from "@/lib/generated/sql/people/list-disputes";
import { LIST_NOTES, type ListNotesRow } from "@/lib/generated/sql/people/list-notes";
import { LIST_PAYMENTS } from "@/lib/generated/sql/people/list-payments";
import { SUM_PAYMENTS } from "@/lib/generated/sql/people/sum-payments";
import { readAnyId } from "@/lib/ids";
import type { PaymentRow } from "@/lib/payments/listing/read-page";
import type { MoneyMoved } from "@/lib/payments/money-moved";
import { type MoneyRow, precisionOfMoney, sumMoney } from "@/lib/payments/sum-money";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { NOTES_MAX } from "./notes";
import { listOpenFailures, type OpenFailure } from "./open-failures";
import { PERSON_RECORD_TYPES, type PersonRecordType } from "./record-type";

/** A person's page shows this many of their payments, newest first, and says so; its totals are of all. */
export const PERSON_PAYMENTS_MAX = 100;

export type PersonRecord = Omit<FindPersonRow, "type" | "id"> & { type: PersonRecordType; id: string };

/** What came of a person's payments in one currency, counted with `precision` decimals. */
export interface PersonTotal extends MoneyMoved {
  currency: string;
  precision: number;
  payments: number;
  /** Whether they are tests; never where no real money moves in this deployment. */
  test: boolean;
}

/**
 * Somebody who pays or is paid: every record of one merchant with one e-mail address, or that somebody has merged. The one
 * asked for first.
 */
export interface Person {
  name: string;
  email: string | null;
  phone: string | null;
  merchantId: string;
  merchantName: string;
  records: PersonRecord[];
  totals: PersonTotal[];
  /** The newest PERSON_PAYMENTS_MAX. */
  payments: PaymentRow[];
  /** How many there are of all. */
  paymentsCount: number;
  openFailures: OpenFailure[];
  /** Open ones, up to PERSON_PAYMENTS_MAX, the first to be answered first. */
  disputes: PaymentRow[];
  /** The newest NOTES_MAX. */
  notes: ListNotesRow[];
}

/** A person by any of their records, an account also by its wire id; `not_found` also for another merchant's. */
export async function getPerson({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { type: PersonRecordType; id: string };
}): Promise<Person> {
  authorize(ctx, "payments:read");
  const id = await idOf(ctx, input);
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
    accountIds: idsOf("account"),
  };
  const [payments, sums, openFailures, disputes, notes] = await Promise.all([
    query(LIST_PAYMENTS, { ...ids, limit: PERSON_PAYMENTS_MAX }),
    hasLiveConnection().then((apart) => query(SUM_PAYMENTS, { ...ids, apart })),
    listOpenFailures(ctx, ids),
    query(LIST_DISPUTES, { ...ids, limit: PERSON_PAYMENTS_MAX }),
    query(LIST_NOTES, { recordIds: records.map((each) => each.id), limit: NOTES_MAX }),
  ]);
  return {
    name: (records.find(({ type, name }) => type !== "referral" && name?.trim()) ?? first).name || "Unnamed",
    email: records.find(({ email }) => email)?.email ?? null,
    phone: records.find(({ phone }) => phone)?.phone ?? null,
    merchantId: first.merchantId ?? "",
    merchantName: first.merchantName ?? "",
    records,
    totals: totalsOf(sums),
    payments,
    paymentsCount: sums.reduce((count, sum) => count + sum.payments, 0),
    openFailures,
    disputes,
    notes,
  };
}

async function idOf(ctx: Ctx, { type, id }: { type: PersonRecordType; id: string }): Promise<string | null> {
  const account = type === "account" ? decodeAccountId(id) : null;
  if (!account) return readAnyId(id);
  const { connector, reference } = account;
  const [found] = await query(FIND_ACCOUNT, {
    provider: connector.provider,
    connectorReference: connector.reference,
    reference,
    merchantId: merchantBound(ctx.actor),
  });
  return found?.uuid ?? null;
}

function asRecord({ id, ...row }: FindPersonRow): PersonRecord[] {
  const type = PERSON_RECORD_TYPES.find((each) => each === row.type);
  return type && id ? [{ ...row, type, id }] : [];
}

interface Sum extends MoneyRow {
  payments: number;
  test: boolean;
}

/** What is real first, then tests: of each one total a currency. */
function totalsOf(sums: readonly Sum[]): PersonTotal[] {
  return [false, true].flatMap((test) =>
    totalsByCurrency(sums.filter((sum) => sum.test === test)).map((total) => ({ ...total, test })),
  );
}

/** Sums of several precisions are brought to the one in which all are exact. */
function totalsByCurrency(sums: readonly Sum[]): Omit<PersonTotal, "test">[] {
  return [...new Set(sums.map(({ currency }) => currency))].map((currency) => {
    const own = sums.filter((sum) => sum.currency === currency);
    const precision = precisionOfMoney(own);
    const payments = own.reduce((count, sum) => count + sum.payments, 0);
    return { currency, precision, payments, ...sumMoney(own, precision) };
  });
}
