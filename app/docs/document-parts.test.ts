import { expect, it } from "vitest";
import { documentParts } from "./document-parts";

it("takes a document apart by its tags, and loses no operation and no webhook", () => {
  const get = (tag: string) => ({ tags: [tag] });
  const document = {
    tags: [{ name: "One" }, { name: "Two" }],
    paths: { "/a": { get: get("One"), post: get("Two") }, "/b": { get: get("Two") } },
    webhooks: { "payment.created": {} },
  };
  expect(documentParts(document)).toEqual([
    { tags: [{ name: "One" }], paths: { "/a": { get: get("One") } }, webhooks: {} },
    {
      tags: [{ name: "Two" }],
      paths: { "/a": { post: get("Two") }, "/b": { get: get("Two") } },
      webhooks: {},
    },
    { tags: [], paths: {}, webhooks: { "payment.created": {} } },
  ]);
});
