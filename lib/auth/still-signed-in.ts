import { prisma } from "@/lib/db/prisma";
import { findKnownBrowser } from "./known-browser";
import { type Operator, operatorOf, readOperator } from "./session";

/**
 * Whoever began something long, such as a file, as they are now, by what their browser sent then; null once they are signed
 * out. Switching two-factor on puts another session in the place of theirs: the browser is known by then, and with which
 * session it is signed in.
 */
export async function readOperatorAgain(headers: Headers, { id }: Operator): Promise<Operator | null> {
  const operator = await readOperator(headers);
  if (operator) return operator;
  const browserId = await findKnownBrowser(headers, id);
  if (!browserId) return null;
  const browser = await prisma().knownBrowser.findUnique({ where: { id: browserId } });
  const session = await prisma().session.findUnique({
    where: { id: browser?.sessionId ?? "", userId: id },
    include: { user: true },
  });
  // Sessions live in real time, whatever the test clock says.
  return session && session.expiresAt > new Date() ? operatorOf(session.user, session) : null;
}
