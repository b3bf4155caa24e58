import { describe, expect, it } from "vitest";
import { matches } from "./commands";
import { isCurrent, navigationFor } from "./navigation";

describe("the navigation", () => {
  it("shows a role only what it may do", () => {
    const hrefs = (role: "viewer" | "owner") => navigationFor(role).map(({ href }) => href);
    expect(hrefs("viewer")).toContain("/payments");
    expect(hrefs("viewer")).not.toContain("/settings/keys");
    expect(hrefs("owner")).toEqual(expect.arrayContaining(hrefs("viewer")));
  });

  it("marks the page below an entry, and never the overview for all of them", () => {
    expect(isCurrent("/payments", "/payments/pay_1")).toBe(true);
    expect(isCurrent("/payments", "/payments-of-another-kind")).toBe(false);
    expect(isCurrent("/", "/payments")).toBe(false);
  });

  it("finds a command by the beginnings of its words", () => {
    expect(matches("Checkout links", "lin che")).toBe(true);
    expect(matches("Checkout links", "inks")).toBe(false);
  });
});
