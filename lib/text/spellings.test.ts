import { expect, it } from "vitest";
import { spelledAs, spellingsOf } from "./spellings";

const [composed, apart] = ["Caf\u00e9", "Cafe\u0301"];

it("a text has one spelling, or those that are the same in NFC", () => {
  expect(spellingsOf("Cafe")).toEqual(["Cafe"]);
  expect(spellingsOf(composed)).toEqual([composed, apart]);
  expect(spellingsOf(apart)).toEqual([apart, composed]);
  const mixed = `${composed} ${apart}`;
  expect(spellingsOf(mixed)).toEqual([mixed, mixed.normalize("NFC"), mixed.normalize("NFD")]);
});

it.each([
  [{ [apart]: "1" }, { [composed]: "2" }, { [apart]: "2" }],
  [{ [composed]: "1" }, { [apart]: "2", b: "3" }, { [composed]: "2", b: "3" }],
  [{ [composed]: "1", [apart]: "2" }, { [apart]: "3" }, { [apart]: "3" }],
  [{}, { [apart]: "1" }, { [apart]: "1" }],
  [{ a: "1" }, { A: "2", constructor: "3" }, { A: "2", constructor: "3" }],
])("beside %j, %j is %j", (there, given, spelled) => {
  expect(spelledAs(there, given)).toEqual(spelled);
});
