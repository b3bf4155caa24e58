import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Change } from "./change";
import { type DailyBar, DailyBars } from "./daily-bars";

const bar = (day: string, value: bigint, returned = 0n) => ({
  ...{ day, label: day, value, returned },
  text: value.toString(),
  returnedText: returned.toString(),
  netText: (value - returned).toString(),
});

it("draws no bar below the line for a day on which less than nothing was collected, and tells it", () => {
  const bars = [bar("2026-11-27", 4_900n), bar("2026-11-28", -4_900n), bar("2026-11-29", 0n, 100n)];
  const html = renderToStaticMarkup(<DailyBars title="Collected" bars={bars} topText="49" />);
  const heights = Array.from(html.matchAll(/ height="([^"]+)"/g), ([, height]) => Number(height));
  expect(heights.filter((height) => height < 0)).toEqual([]);
  expect(Math.max(...heights)).toBe(100);
  expect(html).toContain(">-4900<");
});

it("compares with nothing that was before, or less", () => {
  for (const before of [0n, -100n])
    expect(renderToStaticMarkup(<Change now={100n} before={before} days={7} />)).toBe("");
});

it("tells in the table of a day whatever stands between what was collected and the net", () => {
  const heads = (bars: DailyBar[]) =>
    Array.from(
      renderToStaticMarkup(<DailyBars title="Collected" bars={bars} topText="49" />).matchAll(
        /<th[^>]*>([^<]+)</g,
      ),
      ([, head]) => head,
    );
  const quiet = bar("2026-11-27", 4_900n, 100n);
  const paying = { ...bar("2026-11-28", 4_900n), paidOutText: "900", netText: "4000" };
  expect(heads([quiet])).toEqual(["Day", "Collected", "Left again", "Net"]);
  expect(heads([{ ...quiet, paidOutText: "0" }, paying])).toEqual([
    "Day",
    "Collected",
    "Left again",
    "Paid out",
    "Net",
  ]);
});

it.each([
  [200n, 100n, "+100%"],
  [100_000n, 100n, "+99,900%"],
  [100_001n, 100n, "More than a thousand times"],
  [9_223_372_036_854_775_807n, 1n, "More than a thousand times"],
  [-9_223_372_036_854_775_807n, 1n, "Less than the 7 days before"],
  [0n, 100n, "-100%"],
])("tells of %s after %s no factor that says nothing", (now, before, words) => {
  expect(renderToStaticMarkup(<Change now={now} before={before} days={7} />)).toContain(words);
});
