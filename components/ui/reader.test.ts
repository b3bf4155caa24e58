import { describe, expect, it } from "vitest";
import { DEFAULT_READER, readLocale, readTimeZone } from "./reader";
import { shortenId } from "./short-id";
import { dayInUtc, formatDay, formatTime } from "./time-text";

describe("how a reader reads", () => {
  it.each([
    ["de-DE,de;q=0.9,en;q=0.8", "de-DE"],
    ["en-US", "en-US"],
    ["*", DEFAULT_READER.locale],
    ["; DROP TABLE payment", DEFAULT_READER.locale],
    [null, DEFAULT_READER.locale],
  ])("the header %j is the locale %s", (header, locale) => {
    expect(readLocale(header)).toBe(locale);
  });

  it.each([
    ["Asia%2FKolkata", "Asia/Kolkata"],
    ["Pacific/Apia", "Pacific/Apia"],
    ["Nowhere/At_All", "UTC"],
    ["%E0%A4%A", "UTC"],
    [undefined, "UTC"],
  ])("the cookie %j is the zone %s", (cookie, zone) => {
    expect(readTimeZone(cookie)).toBe(zone);
  });

  it("is told when a time is UTC because the zone is not known", () => {
    const at = new Date("2026-11-21T12:00:00Z");
    expect(formatTime(at)).toBe("21 Nov 2026, 12:00 UTC");
    expect(formatTime(at, { locale: "en-GB", timeZone: "America/St_Johns" })).toBe("21 Nov 2026, 08:30");
  });

  it("can tell two ids apart by what is left of them", () => {
    expect(shortenId("pay_01m7wh4k6dep2r06ndy7q8m9tj")).toBe("pay_01m7…q8m9tj");
    expect(shortenId("INV-20012")).toBe("INV-20012");
  });

  it.each(["America/New_York", "UTC", "Pacific/Kiritimati"])(
    "reads a day of the calendar as it is in %s",
    (timeZone) => {
      const reader = { locale: "en-GB", timeZone };
      for (const kept of ["2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01T23:59:59.999Z"]) {
        expect(formatDay(kept, reader)).toBe("1 Jan 2026");
        expect(formatDay(new Date(kept), reader)).toBe("1 Jan 2026");
        expect(dayInUtc(new Date(kept))).toBe("2026-01-01");
      }
    },
  );
});
