import { describe, expect, it } from "vitest";
import { CENSORED } from "@/lib/log/redact";
import { BODY_CHARACTERS_MAX } from "./limits";
import { redactBody, redactQuery } from "./redact-body";

const KEY = `cf_${"a".repeat(43)}`;

describe("a body in the request log", () => {
  it("says what was sent, to the digit, where nothing is secret", () => {
    const body = '{"amount": 9007199254740993.0, "reference":"order 7"}';
    expect(redactBody(body)).toBe(body);
  });

  it("has nothing its names say is secret, at any depth, and keeps large numbers exact", () => {
    const kept = redactBody(
      '{"amount":9007199254740993,"bank_details":{"account_number":62001234567,"bank":"FNB"},"items":[{"client_secret":{"a":"b"}}]}',
    );
    expect(kept).toBe(
      `{"amount":9007199254740993,"bank_details":{"account_number":"${CENSORED}","bank":"FNB"},"items":[{"client_secret":"${CENSORED}"}]}`,
    );
  });

  it("has no key, card number or IBAN, wherever it was put and however it was escaped", () => {
    const kept = redactBody(
      `{"description":"card 4242 4242 4242 4242","${KEY}":1,"a":"GB82WEST12345698765432","b":"\\u0034242424242424242","p\\u0061ssword":"hunter2"}`,
    );
    expect(kept).not.toMatch(/4242|cf_a|WEST|hunter2/);
  });

  it("is judged as text where it is no JSON", () => {
    expect(redactBody('{"password": "hunter2", "a": [')).not.toContain("hunter2");
    expect(redactBody("client_secret=hunter2&x=1")).toBe(`client_secret="${CENSORED}"&x=1`);
  });

  it("is cut when it is long, and no secret is cut in two", () => {
    const filler = "x".repeat(BODY_CHARACTERS_MAX - 20);
    const kept = redactBody(`{"a":"${filler} 4242424242424242","b":"${"y".repeat(200_000)}"}`);
    expect(kept.length).toBeLessThanOrEqual(BODY_CHARACTERS_MAX);
    expect(kept).not.toContain("4242");
  });

  it("holds nothing a text column refuses", () => {
    expect(redactBody('"a\u0000b"')).not.toContain("\u0000");
    expect(redactBody("\ud83d").isWellFormed()).toBe(true);
  });
});

describe("a query in the request log", () => {
  it("is readable, without secrets", () => {
    expect(redactQuery("")).toBe("");
    expect(redactQuery(`page=2&access_token=abc&q=${KEY}&card=4242%204242%204242%204242`)).toBe(
      `page=2&access_token=${CENSORED}&q=${CENSORED}&card=${CENSORED}`,
    );
  });
});
