import { z } from "zod";
import { compactIban, isIban } from "@/lib/money/iban";

/** As many characters as a SEPA transfer has for a name. */
export const HOLDER_LENGTH_MAX = 70;

const common = {
  /** Minted when the form is shown: however often it is sent, it saves once. */
  formId: z.uuid(),
  owner: z.object({ type: z.enum(["partner", "merchant"]), id: z.string() }),
  /** The version the person saw; 0 where there was none. */
  version: z.int().min(0),
  holder: z
    .string()
    .trim()
    .min(1, "Type who holds the account.")
    .max(HOLDER_LENGTH_MAX, `Use at most ${HOLDER_LENGTH_MAX} characters.`),
  bic: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^([A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?)?$/, "Type a BIC of 8 or 11 characters, or leave it out.")
    .transform((bic) => bic || null),
};

/** What the form of bank details sends: an IBAN, or an account number with its sort or routing code. Pure: the browser imports it. */
export const SaveBankAccount = z.discriminatedUnion("scheme", [
  z.object({
    scheme: z.literal("iban"),
    ...common,
    iban: z
      .string()
      .transform(compactIban)
      .refine(isIban, "This is no IBAN: a character is missing or mistyped."),
  }),
  z.object({
    scheme: z.literal("account"),
    ...common,
    country: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{2}$/, "Type the country’s two letters, such as US."),
    accountNumber: z
      .string()
      .transform((text) => text.replace(/[\s-]/g, ""))
      .refine((number) => /^[0-9A-Za-z]{4,34}$/.test(number), "Type 4 to 34 digits or letters."),
    bankCode: z
      .string()
      .transform((text) => text.replace(/[\s-]/g, ""))
      .refine((code) => /^[0-9A-Za-z]{3,12}$/.test(code), "Type the sort code or routing number."),
  }),
]);
export type SaveBankAccount = z.output<typeof SaveBankAccount>;
