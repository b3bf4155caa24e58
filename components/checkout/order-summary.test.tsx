import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { inkOn } from "./merchant-mark";
import { OrderSummary } from "./order-summary";

const props = {
  merchant: { name: "Meridian Studio", logoColor: "#1a6b4f" },
  amountMinor: 123_450n,
  currency: "EUR",
  reference: "INV-7",
  lineItems: [{ description: "Linen <b>notebook</b>", amountMinor: 1_650n, quantity: 3 }],
};

describe("the order summary", () => {
  it("writes money as the reader does, and a line as so many of one price", () => {
    // The currency is kept on the amount's line by a no-break space.
    const text = renderToStaticMarkup(<OrderSummary {...props} locale="de-DE" />).replaceAll("\u00a0", " ");
    expect(text).toContain("1.234,50 €");
    expect(text).toContain("3 × 16,50 €");
    expect(text).toContain("49,50 €");
  });

  it("puts many lines behind their number on a phone, with the total before them", () => {
    const lineItems = Array.from({ length: 30 }, (_, at) => ({
      description: `Line ${at + 1}`,
      amountMinor: 4_115n,
      quantity: 1,
    }));
    const text = renderToStaticMarkup(<OrderSummary {...props} lineItems={lineItems} locale="en-GB" />);
    expect(text).toMatch(/<details(?![^>]* open)[^>]*>.*<summary[^>]*>30 items<\/summary>/s);
    expect(text.indexOf("€1,234.50")).toBeLessThan(text.indexOf("<details"));
    expect(renderToStaticMarkup(<OrderSummary {...props} locale="en-GB" />)).not.toContain("<details");
  });

  it("shows a merchant's words as words, never as markup", () => {
    const text = renderToStaticMarkup(<OrderSummary {...props} locale="en-GB" />);
    expect(text).toContain("Linen &lt;b&gt;notebook&lt;/b&gt;");
  });
});

describe("the letter on a merchant's colour", () => {
  it("is black or white, whichever can be read", () => {
    for (let value = 0; value < 0xffffff; value += 0x010307) {
      const color = `#${value.toString(16).padStart(6, "0")}`;
      expect(contrast(color, inkOn(color)), color).toBeGreaterThanOrEqual(4.5);
    }
  });
});

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
