import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { SEARCH_FIELDS } from "@/lib/payments/listing/parse-search";
import { EVERYTHING } from "@/lib/payments/search";
import { MoreFilters } from "./more-filters";

/** What has a place of its own in the bar, and where a page begins. */
const ELSEWHERE = ["q", "status", "range", "from", "to", "older", "newer"];

it("has a field for every parameter of a search: what a form does not have it forgets when it is sent", () => {
  const html = renderToStaticMarkup(
    <MoreFilters search={EVERYTHING} options={{ merchants: [], connectors: [], currencies: [] }} />,
  );
  const fields = [...html.matchAll(/ name="(\w+)"/g)].map(([, name]) => name);
  const parameters = Object.keys(SEARCH_FIELDS).filter((name) => !ELSEWHERE.includes(name));
  expect(fields.sort()).toEqual(parameters.sort());
});
