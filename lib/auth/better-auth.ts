import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError } from "better-auth/api";
import { twoFactor } from "better-auth/plugins/two-factor";
import { username } from "better-auth/plugins/username";
import { derivedSecrets } from "@/lib/crypto/encryption-keys";
import { prisma } from "@/lib/db/prisma";
import { DAY_SECONDS } from "@/lib/durations";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/client-address";
import { publicUrl } from "@/lib/http/public-url";
import { newId } from "@/lib/ids";
import { EMAIL_CHARACTERS_MAX, isEmailAddress } from "@/lib/text/email-address";
import { PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN } from "./password";
import { isPasswordOf, passwordHashOf } from "./password-hash";

/** How long a person stays signed in. */
export const SESSION_DAYS = 7;

// The library counts UTF-16 units.
const EMAIL_UNITS_MAX = 2 * EMAIL_CHARACTERS_MAX;

const OPTIONAL_TEXT = { type: "string", required: false, returned: false } as const;

type Auth = ReturnType<typeof newAuth>;
const holder = globalThis as typeof globalThis & { counterfoilAuth?: { on: unknown; auth: Auth } };

/**
 * The library that keeps passwords, sessions and two-factor secrets. Only its functions are called: none of its routes
 * is mounted, so there is no sign-up to close.
 */
export function auth(): Auth {
  const on = prisma();
  if (holder.counterfoilAuth?.on !== on) holder.counterfoilAuth = { on, auth: newAuth() };
  return holder.counterfoilAuth.auth;
}

function newAuth() {
  return betterAuth({
    appName: "Counterfoil",
    baseURL: publicUrl(),
    secrets: derivedSecrets("better-auth").map(({ id, secret }) => ({ version: id, value: secret })),
    database: prismaAdapter(prisma(), { provider: "postgresql" }),
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Attempts are slowed by lib/auth/throttle.ts, which several processes share.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_CHARACTERS_MIN,
      maxPasswordLength: PASSWORD_CHARACTERS_MAX,
      password: { hash: passwordHashOf, verify: isPasswordOf },
    },
    user: {
      additionalFields: {
        role: { type: "string", required: false, input: false },
        disabledAt: { type: "date", required: false, input: false },
      },
    },
    session: {
      expiresIn: SESSION_DAYS * DAY_SECONDS,
      // A page cannot set a cookie while it is rendered: a session ends a fixed time after it began.
      disableSessionRefresh: true,
      // Every page asks the database, so that a person who was disabled is out at once.
      cookieCache: { enabled: false },
    },
    databaseHooks: { session: { create: { before: refuseDisabled } } },
    advanced: {
      cookiePrefix: "counterfoil",
      useSecureCookies: publicUrl().startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER], ipv6Subnet: 128 },
      database: { generateId: () => newId() },
    },
    plugins: [
      // Signing in by e-mail address would hold it against that library's idea of one: ours are names to it.
      {
        ...username({
          displayUsername: false,
          usernameNormalization: false,
          usernameValidator: isEmailAddress,
          maxUsernameLength: EMAIL_UNITS_MAX,
        }),
        schema: { user: { fields: { username: { ...OPTIONAL_TEXT, fieldName: "email" } } } },
      },
      twoFactor({
        issuer: "Counterfoil",
        // As with passwords: lib/auth/throttle.ts does not shut out whoever is known.
        accountLockout: { enabled: false },
      }),
    ],
  });
}

/** Runs after the password was found right: only then may an answer tell that the account is disabled. */
async function refuseDisabled({ userId }: { userId: string }): Promise<void> {
  const user = await prisma().user.findUnique({ where: { id: userId }, select: { disabledAt: true } });
  if (!user || user.disabledAt) throw new APIError("FORBIDDEN", { code: "ACCOUNT_DISABLED" });
}
