import { recordAudit } from "@/lib/audit/record";
import { type PrismaTransaction, prismaTransaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { insertMerchant } from "@/lib/merchants/create-merchant";
import { PAYMENT_LIMIT_MINOR_DEFAULT } from "@/lib/merchants/limits";
import type { Ctx } from "@/lib/verb/context";
import { Refused, refuseField } from "@/lib/verb/problem";
import { insertUser } from "./insert-user";
import { findInvitation, type Invitation, lockInvitation } from "./invitation";
import { hasOwner, lockOwners } from "./owners";
import { isTheirOwnName } from "./password";
import { passwordHashOf } from "./password-hash";
import { inPasswordLane } from "./password-queue";
import type { JoinTeam, SetUp } from "./schemas";

/** Nobody acts yet: the person comes to be by what they send. */
export type BeforeSignIn = Omit<Ctx, "actor">;

/** Makes the first owner and the first merchant, once. Gives the context in which the owner goes on. */
export async function setUp({ ctx, input }: { ctx: BeforeSignIn; input: SetUp }): Promise<Ctx> {
  return accept(ctx, input, async (tx, invitation, passwordHash) => {
    if (invitation.email !== null || (await hasOwner(tx.db))) throw refusal("accepted");
    const owner = await insertPerson(tx, ctx, invitation, { ...input, passwordHash });
    await insertMerchant(tx, owner, { ...input.merchant, paymentLimit: PAYMENT_LIMIT_MINOR_DEFAULT });
    return owner;
  });
}

/** Takes a place in the team, with the e-mail address and the role of the invitation. Gives that address. */
export async function joinTeam({ ctx, input }: { ctx: BeforeSignIn; input: JoinTeam }): Promise<string> {
  return accept(ctx, input, async (tx, invitation, passwordHash) => {
    const { email } = invitation;
    if (email === null) throw refusal("unknown");
    if (isTheirOwnName(input.password, email)) {
      refuseField("password", "not_allowed", "Choose a password without your own name in it.");
    }
    await insertPerson(tx, ctx, invitation, { ...input, email, passwordHash });
    return email;
  });
}

async function accept<T>(
  ctx: BeforeSignIn,
  { token, password }: { token: string; password: string },
  work: (tx: PrismaTransaction, invitation: Invitation, passwordHash: string) => Promise<T>,
): Promise<T> {
  // Asked first without a lock: hashing is slow on purpose, and not done for whoever guesses at addresses.
  const { id } = refuseUnlessOpen(await findInvitation(token, ctx.now));
  const lane = { name: `invitation ${id}`, known: true };
  const passwordHash = await inPasswordLane(lane, () => passwordHashOf(password));
  return prismaTransaction(async (tx) => {
    await lockOwners(tx);
    const invitation = await lockInvitation(tx, token, ctx.now);
    return work(tx, refuseUnlessOpen(invitation), passwordHash);
  });
}

interface Person {
  name: string;
  email: string;
  passwordHash: string;
}

async function insertPerson(
  tx: PrismaTransaction,
  ctx: BeforeSignIn,
  invitation: Invitation,
  { name, email, passwordHash }: Person,
): Promise<Ctx> {
  const id = newId();
  const { role } = invitation;
  await insertUser(tx, { id, name, email, role, passwordHash }, ctx.now);
  await tx.db.invitation.update({
    where: { id: invitation.id },
    data: { acceptedAt: ctx.now, acceptedBy: id },
  });
  const own: Ctx = { ...ctx, actor: { type: "user", id, label: name, role } };
  await recordAudit(tx, own, {
    action: "user.joined",
    objectType: "user",
    objectId: id,
    data: { name, email, role, invitationId: invitation.id },
  });
  return own;
}

function refuseUnlessOpen(invitation: Invitation | null): Invitation {
  if (invitation?.state === "open") return invitation;
  throw refusal(invitation?.state ?? "unknown");
}

/** Why an address does not open the form, in words for whoever holds it. */
export const INVITATION_REFUSALS = {
  unknown: "This address is not one of ours. Check that you copied all of it.",
  accepted: "This address was used already. Sign in with the account it made.",
  revoked: "This address no longer works: a newer one took its place, or it was withdrawn.",
  expired: "This address is too old. Ask for a new one.",
  void: "Whoever invited you may not invite any more. Ask somebody else who manages the team for a new address.",
} as const;

function refusal(why: keyof typeof INVITATION_REFUSALS | "open"): Refused {
  return new Refused({ code: "conflict", message: INVITATION_REFUSALS[why === "open" ? "unknown" : why] });
}
