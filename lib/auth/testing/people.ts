import { createOTP } from "@better-auth/utils/otp";
import { prismaTransaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { emailKey } from "@/lib/text/email-address";
import type { Ctx } from "@/lib/verb/context";
import type { Role } from "@/lib/verb/permissions";
import { APP_CODE_STEP_SECONDS } from "../app-code";
import { auth } from "../better-auth";
import { insertUser } from "../insert-user";
import { passwordHashOf } from "../password-hash";
import { type Browser, signIn } from "../sign-in";

export const PASSWORD = "a counterfoil is kept";

export interface TestPerson {
  id: string;
  email: string;
  role: Role;
}

// Hashing is slow on purpose: once per test file is enough.
let hashed: Promise<string> | undefined;

/** The account of whoever acts in a context of contextOf, for what is judged by the person as they are later. */
export function personBehind({ actor }: Ctx): Promise<TestPerson> {
  if (actor.type !== "user") throw new Error("Only people have accounts.");
  return newPerson(actor.role, actor.role, actor.id);
}

/** A person with an account, who signs in with PASSWORD. */
export async function newPerson(role: Role, name: string = role, id = newId()): Promise<TestPerson> {
  const email = emailKey(`${name}-${id}@example.com`);
  hashed ??= passwordHashOf(PASSWORD);
  const passwordHash = await hashed;
  await prismaTransaction((tx) =>
    insertUser(tx, { id, name: `Test ${role}`, email, role, passwordHash }, new Date()),
  );
  return { id, email, role };
}

/** A browser at an address nobody else uses, with the cookies it was sent. */
export function newBrowser(cookies?: Headers): Browser {
  const headers = new Headers({ "user-agent": "Test browser" });
  if (cookies) headers.set("cookie", cookieHeader(cookies));
  return { headers, address: `198.51.100.7:${newId()}` };
}

export async function signedInBrowser({ email }: TestPerson): Promise<Browser> {
  const { cookies } = await signIn({
    ctx: nobodyYet(),
    browser: newBrowser(),
    input: { email, password: PASSWORD },
  });
  return newBrowser(cookies);
}

/** Switches two-factor on as a person would, and gives what their app and their paper then hold. */
export async function withTwoFactor(person: TestPerson) {
  const browser = await signedInBrowser(person);
  const begun = await auth().api.enableTwoFactor({ body: { password: PASSWORD }, headers: browser.headers });
  if (begun.method !== "totp") throw new Error("Expected an authenticator app.");
  const secret = secretIn(begun.totpURI);
  await auth().api.verifyTOTP({ body: { code: await codeOf(secret) }, headers: browser.headers });
  return { secret, backupCodes: begun.backupCodes };
}

/** The six digits an authenticator app shows now, or so many steps later: each is good once. */
export function codeOf(secret: string, stepsLater = 0): Promise<string> {
  return createOTP(secret).hotp(Math.floor(Date.now() / 1_000 / APP_CODE_STEP_SECONDS) + stepsLater);
}

export const nobodyYet = () => ({ requestId: newId(), now: new Date() });

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function secretIn(uri: string): string {
  return secretFromText(new URL(uri).searchParams.get("secret") ?? "");
}

/** The secret an app makes codes from, from the text that is typed into it. */
export function secretFromText(base32: string): string {
  const bits = [...base32.replaceAll("=", "")]
    .map((character) => BASE32.indexOf(character).toString(2).padStart(5, "0"))
    .join("");
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))).toString("latin1");
}

function cookieHeader(setCookies: Headers): string {
  return setCookies
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}
