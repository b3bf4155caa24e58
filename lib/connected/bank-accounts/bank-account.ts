import { type Page, pageOf } from "@/lib/connected/query/page";
import type { PageRequest } from "@/lib/connected/query/page-request";
import { ofActor, readByTime, uuidOf } from "@/lib/connected/query/read-by-time";
import { openIfKeyIsHere } from "@/lib/crypto/seal";
import { prisma } from "@/lib/db/prisma";
import { type Queryable, queryOne } from "@/lib/db/sql";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { ConnectedBankAccountGetPayload } from "@/lib/generated/prisma/models";
import { LOCK, type LockRow } from "@/lib/generated/sql/connected/bank-accounts/lock";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

const A_BANK_ACCOUNT = "a bank account";

/** All but the sealed numbers: no answer has them. */
const SHOWN = {
  id: true,
  merchantId: true,
  name: true,
  accountNumberShown: true,
  ibanShown: true,
  swiftBicCode: true,
  country: true,
  metadata: true,
  createdAt: true,
  forwards: {
    select: {
      id: true,
      createdAt: true,
      account: { select: { reference: true, connector: { select: { provider: true, reference: true } } } },
    },
    orderBy: { createdAt: "asc" },
  },
} satisfies Prisma.ConnectedBankAccountSelect;

/** Bank details as they are shown, with the accounts that connectors made of them, the oldest first. */
export type ConnectedBankAccount = ConnectedBankAccountGetPayload<{ select: typeof SHOWN }>;

/** One bank account; refuses with `invalid_id` or `not_found`. */
export async function getConnectedBankAccount({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<ConnectedBankAccount> {
  authorize(ctx, "payments:read");
  const where = { id: uuidOf(input.id, A_BANK_ACCOUNT), ...ofActor(ctx) };
  const found = await prisma().connectedBankAccount.findFirst({ where, select: SHOWN });
  if (!found) throw new Refused({ code: "not_found", object: "bank account", id: input.id });
  return found;
}

/** Bank accounts, newest first, a page at a time by keyset. */
export async function listBankAccounts({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PageRequest;
}): Promise<Page<ConnectedBankAccount>> {
  authorize(ctx, "payments:read");
  const rows = await prisma().connectedBankAccount.findMany({ ...readByTime(ctx, input), select: SHOWN });
  return pageOf(rows, input, ({ createdAt, id }) => [createdAt.toISOString(), id]);
}

/** The bank account as it is until the transaction ends; refuses with `invalid_id` or `not_found`. */
export async function lockBankAccount(tx: Queryable, ctx: Ctx, id: string): Promise<LockRow> {
  const uuid = uuidOf(id, A_BANK_ACCOUNT);
  const locked = await queryOne(LOCK, { id: uuid, merchantId: merchantBound(ctx.actor) }, tx);
  if (!locked) throw new Refused({ code: "not_found", object: "bank account", id });
  return locked;
}

/** What an envelope with one of its numbers is sealed for. */
export function connectedBankAccountPurpose(id: string, number: "account-number" | "iban"): string {
  return `connected-bank-account:${id}:${number}`;
}

/** The whole numbers, for a connector that they are handed to and for nothing else. Refuses with `conflict` when their key is gone. */
export function numbersOf({ id, accountNumberSealed, ibanSealed }: LockRow): {
  accountNumber: string | null;
  iban: string | null;
} {
  return {
    accountNumber:
      accountNumberSealed && opened(accountNumberSealed, connectedBankAccountPurpose(id, "account-number")),
    iban: ibanSealed && opened(ibanSealed, connectedBankAccountPurpose(id, "iban")),
  };
}

function opened(envelope: Uint8Array, purpose: string): string {
  const number = openIfKeyIsHere(envelope, purpose);
  if (number !== null) return number;
  throw new Refused({
    code: "conflict",
    message: "its number was sealed with a key that the server does not have any more: create it again",
  });
}
