import { newToken, sha256 } from "@/lib/crypto/tokens";
import { prisma } from "@/lib/db/prisma";
import { prismaTransaction } from "@/lib/db/sql";
import { DAY_SECONDS } from "@/lib/durations";
import { publicUrl } from "@/lib/http/public-url";
import { newId } from "@/lib/ids";

/** How long a browser is known after its last sign-in. */
export const KNOWN_BROWSER_DAYS = 180;

/** How many browsers of one person are known: those that signed in last. */
export const KNOWN_BROWSERS_MAX = 20;

const NAME_CHARACTERS = 16;

/**
 * The id of the browser behind a request when this person has signed in with it before, or null. It is told by a token
 * in a cookie of its own for each person, of which the database keeps the hash, so that it can be taken back.
 */
export async function findKnownBrowser(headers: Headers, userId: string): Promise<string | null> {
  const token = tokenIn(headers, userId);
  if (!token) return null;
  const found = await prisma().knownBrowser.findUnique({ where: { tokenHash: sha256(token) } });
  // Sign-ins live in real time, whatever the test clock says.
  return found && found.userId === userId && found.expiresAt > new Date() ? found.id : null;
}

/** Knows the browser that has just opened a session from now on. Gives the Set-Cookie line it is told by. */
export async function rememberBrowser(headers: Headers, userId: string, sessionId: string): Promise<string> {
  const before = tokenIn(headers, userId);
  const token = newToken();
  const now = new Date();
  await prismaTransaction(async ({ db }) => {
    if (before) await db.knownBrowser.deleteMany({ where: { userId, tokenHash: sha256(before) } });
    const expiresAt = new Date(now.getTime() + KNOWN_BROWSER_DAYS * DAY_SECONDS * 1_000);
    await db.knownBrowser.create({
      data: { id: newId(), userId, tokenHash: sha256(token), sessionId, signedInAt: now, expiresAt },
    });
    const tooMany = await db.knownBrowser.findMany({
      where: { userId },
      orderBy: [{ signedInAt: "desc" }, { id: "desc" }],
      skip: KNOWN_BROWSERS_MAX,
      select: { id: true },
    });
    await db.knownBrowser.deleteMany({ where: { id: { in: tooMany.map(({ id }) => id) } } });
  });
  return `${cookieName(userId)}=${token}; ${COOKIE_FOR_LONG}${isSecure() ? "; Secure" : ""}`;
}

const COOKIE_FOR_LONG = `Max-Age=${KNOWN_BROWSER_DAYS * DAY_SECONDS}; Path=/; HttpOnly; SameSite=Lax`;

function tokenIn(headers: Headers, userId: string): string | null {
  const name = `${cookieName(userId)}=`;
  const cookies = (headers.get("cookie") ?? "").split(";").map((cookie) => cookie.trim());
  return cookies.find((cookie) => cookie.startsWith(name))?.slice(name.length) || null;
}

/** One for each person, so that people who share a browser are both known by it. */
function cookieName(userId: string): string {
  const person = sha256(`known browser of ${userId}`).toString("base64url").slice(0, NAME_CHARACTERS);
  return `${isSecure() ? "__Host-" : ""}counterfoil.known.${person}`;
}

const isSecure = () => publicUrl().startsWith("https:");
