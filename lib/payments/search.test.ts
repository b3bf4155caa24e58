import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RELATIVE_RANGES } from "@/lib/search/relative-ranges";
import { PAYMENT_CATEGORIES, PAYMENT_DIRECTIONS } from "./category";
import { parsePaymentSearch } from "./listing/parse-search";
import { EVERYTHING, firstPage, type PaymentSearch, paymentSearchParams, SEARCH_WORDS_MAX } from "./search";
import { PAYMENT_KINDS, PAYMENT_STATUSES } from "./status";

const some = <T>(values: readonly T[]) => fc.subarray([...values]);
const search: fc.Arbitrary<PaymentSearch> = fc.record(
  {
    status: some(PAYMENT_STATUSES),
    kind: some(PAYMENT_KINDS),
    type: some(PAYMENT_CATEGORIES),
    direction: some(PAYMENT_DIRECTIONS),
    currency: some(["USD", "JPY", "BHD"]),
    merchant: fc.uniqueArray(fc.uuid(), { maxLength: 2 }),
    connector: fc.uniqueArray(fc.uuid(), { maxLength: 2 }),
    scheme: some(["visa", "sepa debit"]),
    failure: some(["insufficient_funds", "expired_card"]),
    metadata: fc.uniqueArray(fc.constantFrom("order=1", "a=b=c", "note=two words & more"), { maxLength: 2 }),
    attempts: fc.constant("failed" as const),
    again: fc.constant("none" as const),
    recovered: fc.constantFrom("any" as const, ...RELATIVE_RANGES),
    sort: fc.constantFrom("oldest" as const, "changed" as const),
    account: fc.constant("eyJDb25uZWN0b3JJRCI6e30"),
    min: fc.constantFrom("1", "10.50"),
    max: fc.constantFrom("99.999", "5000"),
    range: fc.constantFrom(...RELATIVE_RANGES),
    from: fc.constant("2026-01-31"),
    to: fc.constant("2026-02-28"),
    q: fc.constantFrom("ana@example.com", "INV 1007", "100%_off"),
    older: fc.constant("2026-11-21T00:00:00.000Z_0199f000-0000-7000-8000-000000000000"),
  },
  {
    requiredKeys: [
      ...(["status", "kind", "type", "direction", "currency", "merchant"] as const),
      ...(["connector", "scheme", "failure", "metadata"] as const),
    ],
  },
);

describe("a payment search", () => {
  it("comes back from its address as it was", () => {
    fc.assert(
      fc.property(search, (given) => {
        const { search: read, ignored } = parsePaymentSearch(
          new URLSearchParams(paymentSearchParams(given).toString()),
        );
        expect(ignored).toEqual([]);
        expect(read).toEqual(given);
      }),
    );
  });

  it("leaves out what makes no sense and names it, and keeps the rest", () => {
    const address = "status=failed&status=nonsense&kind=x&min=-1&from=2026-02-31&older=zzz&q=ab&currency=EUR";
    expect(parsePaymentSearch(new URLSearchParams(address))).toEqual({
      search: { ...EVERYTHING, status: ["failed"], currency: ["EUR"] },
      ignored: ["status", "kind", "min", "from", "q", "older"],
    });
  });

  it.each([
    ["a NUL in the text", "q", "abc\0d"],
    ["a lone surrogate in the metadata", "metadata", "a=\ud800"],
    ["a month 13 for a place", "older", "2026-13-01T00:00:00.000Z_0199f000-0000-7000-8000-000000000000"],
    ["the year 0 for a place", "older", "0000-01-01T00:00:00.000Z_0199f000-0000-7000-8000-000000000000"],
    ["dashes for an id", "newer", `2026-01-01T00:00:00.000Z_${"-".repeat(36)}`],
  ])("leaves out %s: the database would refuse it", (_, name, given) => {
    // Not read from an address's text, which no lone surrogate survives.
    const params = { get: () => null, getAll: () => [] } as unknown as URLSearchParams;
    const one = (asked: string) => (asked === name ? given : null);
    Object.assign(params, { get: one, getAll: (asked: string) => [one(asked) ?? ""] });
    expect(parsePaymentSearch(params)).toMatchObject({ search: EVERYTHING, ignored: [name] });
  });

  it("has a place only in the order it is in", () => {
    const id = "0199f000-0000-7000-8000-000000000000";
    const [time, amount] = [`2026-11-21T00:00:00.000Z_${id}`, `6800000000000000000_${id}`];
    const read = (address: string) => parsePaymentSearch(new URLSearchParams(address));
    for (const sort of ["", "oldest", "changed", "largest&currency=EUR&currency=USD"]) {
      expect(read(`sort=${sort}&older=${time}`).search.older).toBe(time);
      expect(read(`sort=${sort}&older=${amount}`)).toMatchObject({ ignored: ["older"] });
    }
    expect(read(`sort=largest&currency=EUR&older=${amount}`).search.older).toBe(amount);
    expect(read(`sort=largest&currency=EUR&older=${time}`)).toMatchObject({ ignored: ["older"] });
  });

  it("has no more words than are looked for", () => {
    const q = (words: number) =>
      parsePaymentSearch(new URLSearchParams({ q: "word ".repeat(words) })).ignored;
    expect([q(SEARCH_WORDS_MAX), q(SEARCH_WORDS_MAX + 1)]).toEqual([[], ["q"]]);
  });

  it("forgets its place, and nothing else, when it begins again", () => {
    fc.assert(
      fc.property(search, (given) => {
        const { older: _, newer: __, ...rest } = given;
        expect(firstPage(given)).toEqual(rest);
      }),
    );
  });
});
