import { expect, it } from "vitest";
import { createWebhookBody, updateWebhookBody } from "@/lib/policies/webhooks/webhook-fields";
import { CreateEndpoint, UpdateEndpoint } from "@/lib/webhooks/endpoints/schemas";
import { urlField } from "./endpoint-fields";

const EVERYWHERE = {
  console: CreateEndpoint.shape.url,
  "console, changed": UpdateEndpoint.shape.url,
  management: urlField,
  policy: createWebhookBody.shape.url,
  "policy, changed": updateWebhookBody.shape.url,
};

it.each(Object.entries(EVERYWHERE))(
  "takes a webhook's address as it stands, or not at all: %s",
  (_, field) => {
    expect(field.parse("https://shop.example/hooks?of=1")).toBe("https://shop.example/hooks?of=1");
    for (const address of [
      "https://shop.example/\r\nX: y",
      "https://shop.example/\tx",
      "https://shop.example/a b",
      "https://shop.\nexample/",
      "https://shop.example/\u0000",
      "https://shop.example/\u2028x",
      "https:shop.example/",
      "ftp://shop.example/",
    ])
      expect(field.safeParse(address).success, JSON.stringify(address)).toBe(false);
  },
);
