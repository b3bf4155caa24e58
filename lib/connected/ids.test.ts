import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CONNECTED_PROVIDERS,
  canonicalProvider,
  decodeAccountId,
  decodeConnectorId,
  decodePaymentId,
  encodeAccountId,
  encodeConnectorId,
  encodePaymentId,
} from "./ids";

const text = fc.string({ minLength: 1, unit: "grapheme" }).filter((each) => !each.includes("\0"));
const connector = fc.record({ provider: fc.constantFrom(...CONNECTED_PROVIDERS), reference: text });
const TYPES = ["PAY-IN", "PAYOUT", "TRANSFER", "OTHER", "UNKNOWN"] as const;
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

const generic = { Provider: "GENERIC", Reference: "r" };
const DECODERS = [
  ["connector", decodeConnectorId, generic],
  ["account", decodeAccountId, { ConnectorID: generic, Reference: "a" }],
  ["payment", decodePaymentId, { ConnectorID: generic, Reference: "p", Type: "PAY-IN" }],
] as const;

describe("an id of the wire", () => {
  it("names what it was made of, and is unpadded base64url", () => {
    fc.assert(
      fc.property(connector, text, fc.constantFrom(...TYPES), (of, reference, type) => {
        const ids = [
          encodeConnectorId(of),
          encodeAccountId({ connector: of, reference }),
          encodePaymentId({ connector: of, reference, type }),
        ] as const;
        expect(decodeConnectorId(ids[0])).toEqual(of);
        expect(decodeAccountId(ids[1])).toEqual({ connector: of, reference });
        expect(decodePaymentId(ids[2])).toEqual({ connector: of, reference, type });
        expect(ids.every((id) => /^[A-Za-z0-9_-]+$/.test(id))).toBe(true);
      }),
    );
  });

  it("is spelled in one way: compact JSON with sorted keys", () => {
    const of = { provider: "GENERIC", reference: "r" };
    const json = (id: string) => Buffer.from(id, "base64url").toString();
    expect(json(encodeConnectorId(of))).toBe('{"Provider":"GENERIC","Reference":"r"}');
    expect(json(encodeAccountId({ connector: of, reference: "a" }))).toBe(
      '{"ConnectorID":{"Provider":"GENERIC","Reference":"r"},"Reference":"a"}',
    );
    expect(json(encodePaymentId({ connector: of, reference: "p", type: "PAYOUT" }))).toBe(
      '{"ConnectorID":{"Provider":"GENERIC","Reference":"r"},"Reference":"p","Type":"PAYOUT"}',
    );
  });

  it("is read whatever the order of its keys and its padding", () => {
    const turned = { Reference: "r", Provider: "GENERIC" };
    expect(decodeConnectorId(base64url(turned))).toEqual({ provider: "GENERIC", reference: "r" });
    for (const [, decode, value] of DECODERS)
      for (const padding of ["=", "=="]) {
        const id = base64url(value);
        expect(decode(`${id}${padding}`)).toEqual(decode(id));
        expect(decode(id)).not.toBeNull();
      }
  });

  it.each(DECODERS)("of a %s is none where it says more, less or nothing at all", (_, decode, value) => {
    const wrong: unknown[] = [{ ...value, More: "x" }, {}, null, "text", [value]];
    for (const key of Object.keys(value)) wrong.push({ ...value, [key]: undefined }, { ...value, [key]: "" });
    wrong.push(
      { ...value, Reference: "nul\0" },
      { ...value, Reference: "\ud800" },
      { ...value, Reference: 7 },
    );
    expect(wrong.map((each) => decode(base64url(each) ?? "")).filter((each) => each !== null)).toEqual([]);
    const id = base64url(value);
    for (const noise of ["", "!", `${id}===`, ` ${id}`, `${id}!`, `!${id}`, "e30=e30", "bm8gSlNPTg"])
      expect([noise, decode(noise)]).toEqual([noise, null]);
  });
});

describe("a provider", () => {
  it("is spelled as this deployment spells it, whatever the case and hyphens", () => {
    expect([...CONNECTED_PROVIDERS]).toEqual(["GENERIC", "DUMMY-PAY", "STRIPE"]);
    for (const spelled of ["DUMMY-PAY", "dummypay", "Dummy_Pay", "d-u-m-m-y-pay"])
      expect(canonicalProvider(spelled)).toBe("DUMMY-PAY");
    expect(canonicalProvider("generic")).toBe("GENERIC");
    expect(canonicalProvider("stripe")).toBe("STRIPE");
    for (const unknown of ["", "adyen", "generic2", "dummy pay"])
      expect(canonicalProvider(unknown)).toBeNull();
  });

  it("is kept as it came in an id where it is not known", () => {
    const id = base64url({ Provider: "adyen", Reference: "r" });
    expect(decodeConnectorId(id)).toEqual({ provider: "adyen", reference: "r" });
    const known = base64url({ Provider: "dummypay", Reference: "r" });
    expect(decodeConnectorId(known)).toEqual({ provider: "DUMMY-PAY", reference: "r" });
  });
});
