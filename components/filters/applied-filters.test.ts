import { describe, expect, it } from "vitest";
import { parsePaymentSearch } from "@/lib/payments/listing/parse-search";
import { appliedFilters } from "./applied-filters";

const names = {
  merchants: new Map([["0192e4a4-0000-7000-8000-000000000001", "Harbour Bikes"]]),
  connectors: new Map(),
};
const applied = (address: string) =>
  appliedFilters(parsePaymentSearch(new URLSearchParams(address)).search, names);

describe("the filters a list says it applies", () => {
  it("are none where nothing narrows it", () => {
    expect(applied("")).toEqual([]);
    expect(applied("older=2026-01-01T00:00:00.000Z_0192e4a4-0000-7000-8000-000000000001")).toEqual([]);
  });

  it("each lead to the same list without that one, from its first page", () => {
    const filters = applied(
      "status=failed&status=dispute&range=7d&older=2026-01-01T00:00:00.000Z_0192e4a4-0000-7000-8000-000000000001",
    );
    expect(filters.map(({ value, hrefWithout }) => [value, hrefWithout])).toEqual([
      ["Failed", "/payments?status=dispute&range=7d"],
      ["Disputed", "/payments?status=failed&range=7d"],
      ["Last 7 days", "/payments?status=failed&status=dispute"],
    ]);
  });

  it("write amounts as their reader does", () => {
    const { search } = parsePaymentSearch(new URLSearchParams("min=12.50&max=1234"));
    const values = appliedFilters(search, names, "de-DE").map(({ value }) => value);
    expect(values).toEqual(["12,50", "1234"]);
  });

  it("call things by their names", () => {
    const [merchant] = applied("merchant=0192e4a4-0000-7000-8000-000000000001");
    expect(merchant).toMatchObject({ name: "Merchant", value: "Harbour Bikes", hrefWithout: "/payments" });
  });

  it.each([
    ["sort=largest", /^Choose one currency: .*newest stand first/],
    ["sort=smallest&currency=EUR&currency=USD", /^Choose one currency: .*newest stand first/],
    ["sort=respond_by", /^Choose open disputes, or the status Disputed alone: .*newest stand first/],
    ["sort=respond_by&status=dispute&status=failed", /^Choose open disputes, or /],
    ["sort=largest&currency=EUR", undefined],
    ["sort=respond_by&status=dispute", undefined],
    ["sort=respond_by&dispute=open&status=succeeded&status=failed", undefined],
    ["sort=oldest", undefined],
  ])("say beside the order of %s what makes it the list's, where it is not", (address, note) => {
    const order = applied(address).find(({ key }) => key === "sort");
    const said = expect(order?.note);
    if (note) said.toMatch(note);
    else said.toBeUndefined();
  });
});
