import { z } from "zod";

export const PASSWORD_CHARACTERS_MIN = 12;
export const PASSWORD_CHARACTERS_MAX = 128;
const DIFFERENT_CHARACTERS_MIN = 5;

export const PASSWORD_RULE = `At least ${PASSWORD_CHARACTERS_MIN} characters. A few words you will remember do well.`;

/** A password somebody chooses. Length is what protects it, so nothing else is asked but that it is not one key held down. */
export const NewPassword = z
  .string()
  .min(PASSWORD_CHARACTERS_MIN, `At least ${PASSWORD_CHARACTERS_MIN} characters.`)
  .max(PASSWORD_CHARACTERS_MAX, `At most ${PASSWORD_CHARACTERS_MAX} characters.`)
  .refine(
    (password) => new Set(password).size >= DIFFERENT_CHARACTERS_MIN,
    `Use at least ${DIFFERENT_CHARACTERS_MIN} different characters.`,
  );

/** Whether a password contains the person's own name in their e-mail address: the first thing anybody tries. */
export function isTheirOwnName(password: string, email: string): boolean {
  const name = email.split("@")[0]?.toLowerCase() ?? "";
  return name.length >= 4 && password.toLowerCase().includes(name);
}
