/** How one person reads: where they are decides how numbers and times are written. */
export interface Reader {
  locale: string;
  timeZone: string;
}

/** Used when the reader's own is not known (yet). */
export const DEFAULT_READER: Reader = { locale: "en-GB", timeZone: "UTC" };

/** The first language of an Accept-Language header, if this machine can format for it. */
export function readLocale(acceptLanguage: string | null): string {
  const first = acceptLanguage?.split(",")[0]?.split(";")[0]?.trim() ?? "";
  try {
    return Intl.NumberFormat.supportedLocalesOf(first)[0] ?? DEFAULT_READER.locale;
  } catch {
    return DEFAULT_READER.locale;
  }
}

/** The zone a browser said it is in, by the name it used; anything that is no zone is taken as UTC. */
export function readTimeZone(cookie: string | undefined): string {
  if (!cookie) return DEFAULT_READER.timeZone;
  try {
    const timeZone = decodeURIComponent(cookie);
    // Throws for what is no zone. Its own name for it may differ: Asia/Kolkata is Asia/Calcutta to some.
    new Intl.DateTimeFormat("en", { timeZone });
    return timeZone;
  } catch {
    return DEFAULT_READER.timeZone;
  }
}
