import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { AnswerBy } from "./answer-by";

const at = new Date("2026-11-28T12:00:00Z");

/** As it is read, the time itself left out. */
function said(isPast: boolean, many: { single: boolean; undated: number }): string {
  return renderToStaticMarkup(<AnswerBy deadline={{ at, isPast }} {...many} />).replace(
    /<time.*<\/time>/,
    "…",
  );
}

it.each([
  [true, true, 0, "The time to answer it ended on …."],
  [true, false, 0, "The time to answer the last ended on …."],
  [
    true,
    false,
    1,
    "Look at the provider: by when to answer one of them was not told. For all others the time has ended, for the last on ….",
  ],
  [
    true,
    false,
    3,
    "Look at the provider: by when to answer 3 of them was not told. For all others the time has ended, for the last on ….",
  ],
  [false, true, 0, "Answer it by …."],
  [false, false, 0, "Answer the first by …."],
  [false, false, 1, "Answer the first by …; by when to answer one of them was not told."],
])(
  "calls no dispute too late whose time nobody told: past %s, one %s, %s untold",
  (isPast, single, undated, words) => {
    expect(said(isPast, { single, undated })).toBe(words);
  },
);
