import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signedRedirect } from "./signed-redirect";

const base = {
  url: "https://shop.example/thanks",
  secret: "whsec_4f",
  paymentId: "pay_01jb3v9k2mf6e8s5x7r0d4t1qa",
  reference: "INV-2026-0042",
  now: new Date("2026-11-21T09:30:15.999Z"),
};

describe("the signed redirect", () => {
  it("is what a merchant computes from the four parameters and the secret alone", () => {
    const sent = new URL(signedRedirect(base)).searchParams;
    const text = `${sent.get("payment_id")}|${sent.get("status")}|${sent.get("reference")}|${sent.get("timestamp")}`;
    expect(text).toBe("pay_01jb3v9k2mf6e8s5x7r0d4t1qa|completed|INV-2026-0042|1795253415");
    expect(sent.get("signature")).toBe(createHmac("sha256", "whsec_4f").update(text).digest("hex"));
    expect(sent.get("signature")).toMatch(/^[0-9a-f]{64}$/);
  });

  it("sends and signs an absent reference as an empty text", () => {
    const sent = new URL(signedRedirect({ ...base, reference: null })).searchParams;
    expect(sent.get("reference")).toBe("");
    const text = `${base.paymentId}|completed||1795253415`;
    expect(sent.get("signature")).toBe(createHmac("sha256", base.secret).update(text).digest("hex"));
  });

  it("keeps the merchant's own query and fragment", () => {
    const sent = new URL(signedRedirect({ ...base, url: "https://shop.example/t?order=7&tag=a%20b#top" }));
    expect(sent.searchParams.get("order")).toBe("7");
    expect(sent.searchParams.get("tag")).toBe("a b");
    expect(sent.hash).toBe("#top");
  });

  it("leaves the merchant's own query to the letter", () => {
    const sent = signedRedirect({
      ...base,
      url: "https://shop.example/t?flag&tag=a%20b&list=1&list=2&toString=1",
    });
    expect(sent).toContain("/t?flag&tag=a%20b&list=1&list=2&toString=1&payment_id=pay_");
  });

  it("lets no parameter of the merchant's address stand beside a signed one of the same name", () => {
    const sent = new URL(
      signedRedirect({ ...base, url: "https://shop.example/t?status=pending&signature=x" }),
    );
    expect(sent.searchParams.getAll("status")).toEqual(["completed"]);
    expect(sent.searchParams.getAll("signature")).toHaveLength(1);
  });

  it("carries any reference through the address unharmed", () => {
    const reference = "Å|b&c=d #1 +%20 ✓";
    const sent = new URL(signedRedirect({ ...base, reference })).searchParams;
    expect(sent.get("reference")).toBe(reference);
  });
});
