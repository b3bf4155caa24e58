import { cn } from "./cn";
import { DEFAULT_READER, type Reader } from "./reader";

/** How much of an instant is said: all of it, without seconds, the day, or only the time of day. */
export type TimeStyle = "full" | "minute" | "day" | "clock";

export interface TimeTextProps {
  at: Date;
  reader?: Reader;
  show?: TimeStyle;
  className?: string;
}

/** An instant in the reader's zone, with UTC on hover. While the zone is not known it is UTC and says so. */
export function TimeText({ at, reader = DEFAULT_READER, show = "minute", className }: TimeTextProps) {
  return (
    // The server's and the browser's data on a language may differ by a comma; either is right.
    <time
      suppressHydrationWarning
      dateTime={at.toISOString()}
      title={`${at.toISOString().replace("T", " ").replace("Z", "")} UTC`}
      className={cn("figure-text", className)}
    >
      {formatTime(at, reader, show)}
    </time>
  );
}

export function formatTime(
  at: Date,
  { locale, timeZone }: Reader = DEFAULT_READER,
  show: TimeStyle = "minute",
): string {
  const text = new Intl.DateTimeFormat(locale, { ...PARTS[show], timeZone }).format(at);
  return timeZone === "UTC" && show !== "day" ? `${text} UTC` : text;
}

/** A day of the calendar, `2026-11-30` or an instant of that day in UTC, which is the same day in every zone. */
export function formatDay(day: string | Date, { locale }: Pick<Reader, "locale"> = DEFAULT_READER): string {
  return formatTime(new Date(day), { locale, timeZone: "UTC" }, "day");
}

/** The day of the calendar that is kept as an instant: what policies and their payments have are days in UTC. */
export function dayInUtc(at: Date): string {
  return at.toISOString().slice(0, 10);
}

const DAY: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };
const PARTS: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  full: { ...DAY, hour: "2-digit", minute: "2-digit", second: "2-digit" },
  minute: { ...DAY, hour: "2-digit", minute: "2-digit" },
  day: DAY,
  clock: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};
