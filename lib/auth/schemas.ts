import { z } from "zod";
import { CreateMerchant } from "@/lib/merchants/schemas";
import { emailField, emailKey } from "@/lib/text/email-address";
import { hasUnseen, hasVisible, isEmptyOrVisible, VISIBLE_RULE } from "@/lib/text/visible-name";
import { isTheirOwnName, NewPassword } from "./password";

export const PERSON_NAME_CHARACTERS_MAX = 80;

export const PersonName = z
  .string()
  .trim()
  .min(1, "Your name, as others will read it in the history.")
  .refine(isEmptyOrVisible, VISIBLE_RULE)
  .refine((name) => !hasVisible(name) || !hasUnseen(name), "Without characters that nobody sees.")
  .max(PERSON_NAME_CHARACTERS_MAX, `At most ${PERSON_NAME_CHARACTERS_MAX} characters.`);

export const Email = z
  .string()
  .trim()
  .transform(emailKey)
  .pipe(emailField("An e-mail address such as ada@example.com."));

const Token = z.string().regex(/^[0-9A-Za-z]{43}$/);

const account = { token: Token, name: PersonName, password: NewPassword };
const OWN_NAME = { path: ["password"], message: "Choose a password without your own name in it." };

/** A place in the team: the e-mail address and the role were fixed by whoever invited. */
export const JoinTeam = z.object(account);
export type JoinTeam = z.output<typeof JoinTeam>;

/** The first owner's account and the first merchant. */
export const SetUp = z
  .object({ ...account, email: Email, merchant: CreateMerchant.omit({ paymentLimit: true }) })
  .refine(({ password, email }) => !isTheirOwnName(password, email), OWN_NAME);
export type SetUp = z.output<typeof SetUp>;

export const SignIn = z.object({
  email: Email,
  password: z.string().min(1, "Your password."),
});
export type SignIn = z.output<typeof SignIn>;

/** Six digits from the app, or a backup code. */
export const SecondFactor = z.object({
  code: z
    .string()
    .transform((code) => code.replaceAll(/\s/g, ""))
    .pipe(
      z
        .string()
        .regex(
          /^(\d{6}|[0-9A-Za-z]{5}-[0-9A-Za-z]{5})$/,
          "Six digits, or a backup code such as a1B2c-D3e4F.",
        ),
    ),
});
export type SecondFactor = z.output<typeof SecondFactor>;
