import { z } from "zod";
import { ROUTED_KINDS } from "@/lib/connectors/routed-kinds";
import { exponentOf, isCurrency } from "@/lib/money/currencies";
import { amountRule, parseMoney } from "@/lib/money/format";
import { isEmptyOrVisible, VISIBLE_RULE } from "@/lib/text/visible-name";
import { CONNECTION_NAME_CHARACTERS_MAX, CREDENTIAL_CHARACTERS_MAX } from "./limits";

const name = z
  .string()
  .trim()
  .min(1, "Give the connection a name, such as the account it belongs to.")
  .refine(isEmptyOrVisible, VISIBLE_RULE)
  .max(CONNECTION_NAME_CHARACTERS_MAX, `At most ${CONNECTION_NAME_CHARACTERS_MAX} characters.`);

const secret = z
  .string()
  .trim()
  .max(CREDENTIAL_CHARACTERS_MAX, `At most ${CREDENTIAL_CHARACTERS_MAX} characters.`);

/** By the names of the provider's fields; which there have to be, the provider says. */
const credentials = z.record(z.string().max(50), secret);

/** `id` is minted when the form is shown, so that the same form sent twice makes one connection. */
export const ConnectProvider = z.object({
  id: z.uuid(),
  provider: z.string().min(1, "Choose a provider."),
  name,
  /** Null for all merchants. */
  merchantId: z.uuid().nullable(),
  credentials,
});
export type ConnectProvider = z.output<typeof ConnectProvider>;

/** `version` is the one the form showed: the same form sent twice rotates once. */
export const RotateCredentials = z.object({ id: z.uuid(), version: z.int(), credentials });
export type RotateCredentials = z.output<typeof RotateCredentials>;

export const SetMessageSecret = z.object({
  id: z.uuid(),
  version: z.int(),
  secret: secret.min(1, "Paste the secret the provider shows."),
});
export type SetMessageSecret = z.output<typeof SetMessageSecret>;

export const RenameConnection = z.object({ id: z.uuid(), name });
export type RenameConnection = z.output<typeof RenameConnection>;

/** `from`: a day, as a date's field gives it. `merchantId`: whose payments they are, where the connection is for all merchants. */
export const TurnOnMirror = z.object({
  id: z.uuid(),
  from: z.iso.date("Choose a day.").transform((day) => new Date(`${day}T00:00:00Z`)),
  merchantId: z.uuid().nullable(),
});
export type TurnOnMirror = z.output<typeof TurnOnMirror>;

export const PauseMirror = z.object({ id: z.uuid(), paused: z.boolean() });
export type PauseMirror = z.output<typeof PauseMirror>;

/** Names one connection: to check or to disconnect it. */
export const NameConnection = z.object({ id: z.uuid() });
export type NameConnection = z.output<typeof NameConnection>;

/** A route that is added, its amounts typed as `locale` writes numbers. Its id is minted when the form is shown. */
export const addedRoute = (locale: string) =>
  z
    .object({
      id: z.uuid(),
      kind: z.enum(ROUTED_KINDS),
      /** Codes with spaces or commas between them; none means all. */
      currencies: z
        .string()
        .transform((text) =>
          [
            ...new Set(
              text
                .toUpperCase()
                .split(/[\s,]+/)
                .filter(Boolean),
            ),
          ].sort(),
        )
        .refine(
          (codes) => codes.every(isCurrency),
          "Write currencies as EUR or GBP, with spaces between them.",
        ),
      minimum: z.string().trim(),
      maximum: z.string().trim(),
      connectionId: z.uuid("Choose a connection."),
    })
    .transform(({ minimum, maximum, ...route }, check) => {
      const [currency, ...others] = route.currencies;
      const minorOf = (path: "minimum" | "maximum", text: string): bigint | null => {
        if (text === "") return null;
        const minor = currency && others.length === 0 ? parseMoney(text, currency, locale) : undefined;
        if (minor && minor > 0n) return minor;
        const message =
          minor === undefined
            ? "An amount is of one currency: name that one, or leave the amount out."
            : amountRule(exponentOf(currency ?? ""), locale);
        check.addIssue({ code: "custom", path: [path], message });
        return null;
      };
      const [minimumMinor, maximumMinor] = [minorOf("minimum", minimum), minorOf("maximum", maximum)];
      if (minimumMinor !== null && maximumMinor !== null && maximumMinor < minimumMinor)
        check.addIssue({ code: "custom", path: ["maximum"], message: "At least as much as the least." });
      return { ...route, minimumMinor, maximumMinor };
    });
export type AddedRoute = z.output<ReturnType<typeof addedRoute>>;

/**
 * The whole list of one merchant, or of all of them where it is null: `order` is its routes as they shall be tried, the
 * one that is added among them, `seenIds` the list the form showed.
 */
export const routesForm = (locale: string) =>
  z.object({
    merchantId: z.uuid().nullable(),
    seenIds: z.array(z.uuid()),
    order: z.array(z.uuid()),
    added: addedRoute(locale).nullable(),
  });
export type SetRoutes = z.output<ReturnType<typeof routesForm>>;
