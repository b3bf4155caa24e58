import { z } from "zod";
import { NewPassword } from "../password";
import { PersonName } from "../schemas";

/** More than any key of an app has. */
const SECRET_CHARACTERS_MAX = 200;

const CurrentPassword = z.string().min(1, "Your current password.");

export const Rename = z.object({ name: PersonName });
export type Rename = z.output<typeof Rename>;

export const ChangePassword = z.object({ currentPassword: CurrentPassword, newPassword: NewPassword });
export type ChangePassword = z.output<typeof ChangePassword>;

/** What asks for the password again, and nothing else. */
export const ConfirmPassword = z.object({ currentPassword: CurrentPassword });
export type ConfirmPassword = z.output<typeof ConfirmPassword>;

export const AppCode = z.object({
  code: z
    .string()
    .transform((code) => code.replaceAll(/\s/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "The six digits the app shows now.")),
});
export type AppCode = z.output<typeof AppCode>;

/** `secret` is the key as the form shows it: a code is confirmed for the app it belongs to, and no other. */
export const ConfirmTwoFactor = AppCode.extend({ secret: z.string().max(SECRET_CHARACTERS_MAX) });
export type ConfirmTwoFactor = z.output<typeof ConfirmTwoFactor>;

export const EndSession = z.object({ sessionId: z.string().min(1) });
export type EndSession = z.output<typeof EndSession>;
