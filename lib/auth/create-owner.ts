import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { type PrismaTransaction, prismaTransaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { insertMerchant } from "@/lib/merchants/create-merchant";
import { PAYMENT_LIMIT_MINOR_DEFAULT } from "@/lib/merchants/limits";
import { CreateMerchant } from "@/lib/merchants/schemas";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { insertUser } from "./insert-user";
import { hasOwner, lockOwners } from "./owners";
import { NewPassword } from "./password";
import { passwordHashOf } from "./password-hash";
import { Email, PersonName } from "./schemas";

export const CreateOwner = z.object({
  name: PersonName,
  email: Email,
  password: NewPassword,
  merchant: CreateMerchant.omit({ paymentLimit: true }),
});
export type CreateOwner = z.output<typeof CreateOwner>;

/** Makes the first owner without a browser, and the first merchant when there is none. Refused when there is an owner. */
export async function createOwner({ ctx, input }: { ctx: Ctx; input: CreateOwner }): Promise<{ id: string }> {
  authorize(ctx, "owners:manage");
  const passwordHash = await passwordHashOf(input.password);
  return prismaTransaction(async (tx) => {
    await lockOwners(tx);
    if (await hasOwner(tx.db)) {
      throw new Refused({ code: "conflict", message: "There is an owner already, who can invite others." });
    }
    const { name, email } = input;
    const id = newId();
    await insertUser(tx, { id, name, email, role: "owner", passwordHash }, ctx.now);
    const data = { name, email, role: "owner" };
    await recordAudit(tx, ctx, { action: "user.joined", objectType: "user", objectId: id, data });
    await insertFirstMerchant(tx, ctx, input);
    return { id };
  });
}

async function insertFirstMerchant(
  tx: PrismaTransaction,
  ctx: Ctx,
  { merchant }: CreateOwner,
): Promise<void> {
  if (await tx.db.merchant.findFirst({ select: { id: true } })) return;
  await insertMerchant(tx, ctx, { ...merchant, paymentLimit: PAYMENT_LIMIT_MINOR_DEFAULT });
}
