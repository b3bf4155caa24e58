import { expect, it } from "vitest";
import { brandName, cardName } from "./card-brand";

it.each([
  ["visa", "Visa", "Visa"],
  ["cornercard", undefined, "Card"],
  ["constructor", undefined, "Card"],
  ["toString", undefined, "Card"],
  ["__proto__", undefined, "Card"],
])("the brand %s is called %s, a card of it %s", (brand, name, card) => {
  expect([brandName(brand), cardName(brand)]).toEqual([name, card]);
});
