import { recordAudit } from "@/lib/audit/record";
import { oneOf } from "@/lib/db/one-of";
import { prisma } from "@/lib/db/prisma";
import { prismaTransaction } from "@/lib/db/sql";
import { ROLES } from "@/lib/verb/permissions";
import type { BeforeSignIn } from "./accept-invitation";
import { failedSinceLastSignIn } from "./failed-sign-ins";
import { rememberBrowser } from "./known-browser";
import type { Browser, SignedIn, SignedInPerson } from "./sign-in";

type How = "password" | "authenticator_app" | "backup_code";

/** What the library answered: whose session it opened, and the cookies that carry it. */
interface Opened {
  response: { token: string; user: { id: string } };
  headers: Headers;
}

/** Audits that somebody signed in, how, and after how many wrong attempts; the browser is known from now on. */
export async function finishSignIn(
  ctx: BeforeSignIn,
  browser: Browser,
  { response, headers }: Opened,
  how: How,
): Promise<SignedIn> {
  const userId = response.user.id;
  const person = await recordSignIn(ctx, userId, how);
  const session = await prisma().session.findUnique({ where: { token: response.token } });
  // Whoever was disabled meanwhile has none any more.
  if (session) headers.append("set-cookie", await rememberBrowser(browser.headers, userId, session.id));
  return { step: "done", cookies: headers, person };
}

async function recordSignIn(ctx: BeforeSignIn, userId: string, how: How): Promise<SignedInPerson> {
  return prismaTransaction(async (tx) => {
    const person = await tx.db.user.findUniqueOrThrow({ where: { id: userId } });
    const role = oneOf(ROLES, person.role);
    const actor = { type: "user" as const, id: userId, label: person.name, role };
    const { attempts, networks } = await failedSinceLastSignIn(tx, userId);
    const failed = attempts > 0 && { failedAttempts: attempts, failedFromAddresses: networks };
    const data = { how, ...failed };
    await recordAudit(
      tx,
      { ...ctx, actor },
      { action: "user.signed_in", objectType: "user", objectId: userId, data },
    );
    return { id: userId, label: person.name };
  });
}
