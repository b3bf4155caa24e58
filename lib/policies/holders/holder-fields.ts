import { z } from "zod";
import { hasExactNumbersOnly, INEXACT_NUMBER } from "@/lib/http/exact-numbers";
import { text } from "@/lib/policies/fields";

export const TITLES = ["mr", "mrs", "miss", "mx", "sir", "dr", "adv", "ms", "prof"] as const;
export const GENDERS = ["male", "female"] as const;
export const SUBSIDIARIES_MAX = 100;

export const countryField = z
  .string()
  .regex(/^[A-Z]{2}$/, { error: "must be a country code of ISO 3166, such as ZA" });

/** A telephone number as text, or with the country it is dialled from. */
export const phoneField = z
  .union([text(), z.strictObject({ number: text(), country: countryField })], {
    error: "must be a text or an object of number and country",
  })
  // Generators cannot tell the alternatives apart: to the document it is anything.
  .meta({ anyOf: undefined, description: "The number as text, or `{ number, country }`." })
  .transform((given) => (typeof given === "string" ? { number: given, country: undefined } : given));

/** What the caller's own system keeps with an object. */
export const appDataField = z
  .record(z.string(), z.unknown())
  .refine(hasExactNumbersOnly, { error: INEXACT_NUMBER })
  .nullable();

const ZA_AREA_CODE_CHARACTERS = 4;

const addressField = z
  .strictObject({
    line_1: text(),
    line_2: text().optional(),
    suburb: text().optional(),
    city: text(),
    country: countryField,
    area_code: text(),
  })
  .refine(({ country, area_code }) => country !== "ZA" || area_code.length === ZA_AREA_CODE_CHARACTERS, {
    path: ["area_code"],
    error: `must be ${ZA_AREA_CODE_CHARACTERS} characters long in ZA`,
  });

const DAY_RULE = "must be a day of the calendar, such as 19680101";

/** A day of the calendar, as `YYYYMMDD` or `YYYY-MM-DD`: the original's words have the one, its examples both. Kept as the first. */
export const calendarDayField = z
  .string()
  .meta({ description: "`YYYYMMDD`; `YYYY-MM-DD` is taken too." })
  .transform((text, ctx) => {
    const day = text.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
    if (z.iso.date().safeParse(day).success) return day.replaceAll("-", "");
    ctx.addIssue({ code: "custom", message: DAY_RULE });
    return z.NEVER;
  });

/** Whose identification says the date of birth: a South African id number does, so that the date is told by it alone. */
export function saysDateOfBirth({ type, country }: { type: string; country: string }): boolean {
  return type === "id" && country === "ZA";
}

/** What is told of a policyholder beside the name, in the door's words; none of it is needed to insure anybody. */
export const DETAIL_FIELDS = {
  title: z.enum(TITLES).optional(),
  date_of_birth: calendarDayField.optional(),
  initials: text().optional(),
  middle_name: text().optional(),
  company_name: text().optional(),
  registration_number: text().optional(),
  date_of_establishment: calendarDayField.optional(),
  company_website_url: text().optional(),
  contact_position: text().optional(),
  subsidiary_companies: z
    .array(text())
    .max(SUBSIDIARIES_MAX, { error: `must have at most ${SUBSIDIARIES_MAX} entries` })
    .optional(),
  address: addressField.optional(),
};
const details = z.object(DETAIL_FIELDS);

/** What is kept of it, besides the columns. */
export type PolicyholderDetails = z.output<typeof details> & {
  gender?: (typeof GENDERS)[number] | undefined;
  phone_other?: string | undefined;
  /** Where a number was told with its country. */
  cellphone_country?: string | undefined;
  phone_other_country?: string | undefined;
};
