import { describe, expect, it } from "vitest";
import { newId, spellId } from "@/lib/ids";
import { searchWords } from "./search-words";

const partsOf = (text: string) => searchWords(text).map(({ parts }) => parts.join(" "));

describe("the words of a search", () => {
  it.each([
    ["Smith 4242 68.00", ["smith", "4242", "68.00"]],
    ["smith  +44 20 7946 0958 68,00", ["smith", "+44 20 7946 0958", "68,00"]],
    ["(020) 7946-0958", ["(020) 7946-0958"]],
    ["1 234,56 € smith", ["1 234,56 €", "smith"]],
    ["EUR 1.234,56", ["eur 1.234,56"]],
    ["order 68 GBP", ["order", "68 gbp"]],
    ["7123456 4242", ["7123456", "4242"]],
    ["100 200", ["100", "200"]],
    ["anne – marie", ["anne", "marie"]],
    ["O’Brien-Müller", ["obrienmuller"]],
    ["****4242", ["4242"]],
    ["•••• 4242", ["4242"]],
    ["- –", []],
  ])("%s are %j", (text, words) => {
    expect(partsOf(text)).toEqual(words);
  });

  it("are last four digits alone, or with what hides the others", () => {
    for (const text of ["4242", "****4242", "••••4242", "xxxx4242"])
      expect(searchWords(text)[0]?.last4).toBe("4242");
    for (const text of ["42421", "424", "68.00", "a4242"]) expect(searchWords(text)[0]?.last4).toBeNull();
  });

  it("are an id in any spelling, alone or at the end of an address", () => {
    const id = newId();
    for (const text of [id, id.toUpperCase(), id.replaceAll("-", ""), spellId("cus", id)]) {
      expect(searchWords(text)[0]?.id).toBe(id);
      expect(searchWords(`https://pay.example.com/customers/${text}?from=list`)[0]?.id).toBe(id);
    }
  });

  it("are a telephone number by its digits, with or without the country", () => {
    const ends = [
      "+44 20 7946 0958",
      "+442079460958",
      "0044 20 7946 0958",
      "020 7946 0958",
      "(020) 7946-0958",
    ];
    for (const text of ends) expect(searchWords(text)[0]?.phone?.end).toBe("079460958".slice(-9));
    expect(searchWords("INV-1007123")[0]?.phone).toBeNull();
  });
});
