import { parse, stringify } from "lossless-json";

const UNSEEN = /(?![\t\n\r])[\p{Cc}\p{Cf}]/gu;

/** A body for people: JSON in lines, its numbers as they were written; what has no shape is shown as a box. */
export function bodyText(body: string): string {
  return inLines(body).replace(UNSEEN, "\u2395");
}

function inLines(body: string): string {
  try {
    return stringify(parse(body), undefined, 2) ?? body;
  } catch {
    return body;
  }
}
