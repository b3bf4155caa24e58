import { DAY_SECONDS } from "@/lib/durations";
import { elements, type XmlNode } from "./xml-node";

/** How a spreadsheet shows a number: as one, or as a day or a time. */
export type CellStyle = "number" | "date";

/** What each style of a workbook makes of a number, by its place. */
export function readStyles({ styleSheet }: XmlNode): CellStyle[] {
  const formats = new Map(
    elements(styleSheet?.numFmts?.numFmt).map(({ numFmtId, formatCode }) => [
      String(numFmtId),
      String(formatCode),
    ]),
  );
  return elements(styleSheet?.cellXfs?.xf).map(({ numFmtId }) => {
    const code = formats.get(String(numFmtId));
    return isBuiltInDate(Number(numFmtId)) || (code !== undefined && isDateCode(code)) ? "date" : "number";
  });
}

/** A spreadsheet's count of days as a day, or as a day and a time to the second. */
export function dateText(value: string, since1904: boolean): string {
  const days = Number(value);
  if (value === "" || !Number.isFinite(days) || days < 1 || days >= DAYS_MAX) return value;
  // There was no 29 February 1900, but the count has one.
  const shifted = since1904 ? days + DAYS_BETWEEN : days < LEAP_DAY ? days + 1 : days;
  const at = new Date(EPOCH_MS + Math.round(shifted * DAY_SECONDS) * 1_000).toISOString();
  return at.endsWith("T00:00:00.000Z") ? at.slice(0, 10) : at.slice(0, 19).replace("T", " ");
}

const EPOCH_MS = Date.UTC(1899, 11, 30);
const DAYS_BETWEEN = 1_462;
const LEAP_DAY = 60;
/** The first day of the year 10000. */
const DAYS_MAX = 2_958_466;

function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

// Quoted words, single escaped characters and what stands in brackets are no part of the pattern.
function isDateCode(code: string): boolean {
  return /[ymdhs]/i.test(
    code.replace(/"[^"]*"|&quot;.*?&quot;|\\.|\[[^\]]*\]|_.|\*./g, "").replace(/general/gi, ""),
  );
}
