import { describe, expect, it } from "vitest";
import { newWebhookSecret } from "@/lib/webhooks/endpoints/seal-secret";
import { KNOWN_SECRETS_MAX, keepOutOfLogs } from "./known-secrets";
import { CENSORED, redact, redactText } from "./redact";

describe("what reaches the log", () => {
  it("has no card number, however it is written", () => {
    for (const written of ["4242424242424242", "4242 4242 4242 4242", "4242-4242-4242-4242"]) {
      expect(redactText(`card ${written} declined`)).toBe(`card ${CENSORED} declined`);
    }
  });

  it("has no card number beside letters and underscores, and keeps ids that hold as many digits", () => {
    for (const [before, after] of ["r", "_ _", "ref: x", "order_", " Z", "a b"].map((each) =>
      each.split(" "),
    ))
      for (const card of ["4242424242424242", "4242 4242 4242 4242"])
        expect(redactText(`${before}${card}${after ?? ""}`)).toBe(`${before}${CENSORED}${after ?? ""}`);
    const id = "0192f7a1-4242-4242-8242-424242424242";
    expect(redactText(`${id} abcd4242-4242-4242-4242-424242424242`)).toBe(
      `${id} abcd4242-4242-4242-4242-424242424242`,
    );
  });

  it("has nothing of what this process was given to keep, in whatever text it stands", () => {
    keepOutOfLogs(["canary-of-a-provider", "eu"]);
    expect(redactText("sent canary-of-a-provider to eu, got 401")).toBe(`sent ${CENSORED} to eu, got 401`);
    expect(JSON.stringify(redact({ err: new Error("of canary-of-a-provider") }))).not.toContain("canary");
  });

  it("keeps in mind only so many secrets, the latest", () => {
    keepOutOfLogs(Array.from({ length: KNOWN_SECRETS_MAX + 1 }, (_, index) => `secret-number-${index}-`));
    expect(redactText("secret-number-0- secret-number-1-")).toBe(`secret-number-0- ${CENSORED}`);
  });

  it("has no IBAN, in groups or not, in capitals or not", () => {
    for (const written of [
      "GB82WEST12345698765432",
      "gb82west12345698765432",
      "GB82 WEST 1234 5698 7654 32",
    ]) {
      expect(redactText(`pay ${written} today`)).toBe(`pay ${CENSORED} today`);
    }
    expect(redactText("GB83WEST12345698765432")).toBe("GB83WEST12345698765432");
  });

  it("has no bank account's number where a word says that it is one", () => {
    for (const words of ["account number", "Account no.", "acct #", "account:"]) {
      expect(redactText(`${words} 62 001 234 567`)).toBe(`${words} ${CENSORED}`);
    }
    expect(redactText("order 62001234567")).toBe("order 62001234567");
  });

  it("keeps numbers that are no card numbers, and ids", () => {
    const text = "order 1234567890123456 of 0192f7a1-4242-7242-8242-424242424242";
    expect(redactText(text)).toBe(text);
  });

  it("has nothing whose name says it is secret, at any depth", () => {
    const told = JSON.stringify(
      redact({
        headers: { authorization: "x", Cookie: "x" },
        list: [{ account_number: "x", accountNumber: "x", bankAccountNo: "x", cvc: "x" }],
      }),
    );
    expect(told).not.toContain('"x"');
  });

  it("has no API key, bearer token or password of a database address", () => {
    const key = `cf_${"a".repeat(43)}`;
    const told = redactText(`key ${key}, Bearer abcdefghij, postgres://me:hunter2@db/x`);
    expect(told).not.toMatch(/aaaa|abcdefghij|hunter2/);
  });

  it.each([
    ["a webhook's secret of ours", newWebhookSecret()],
    ["a webhook's secret of a provider", `whsec_${"4eC39HqLyjWDarjtT1zdp7dc".repeat(2)}`],
    ["a secret key", "sk_live_4eC39HqLyjWDarjtT1zdp7dc"],
    ["a secret test key", "sk_test_4eC39HqLyjWDarjtT1zdp7dc"],
    ["a restricted key", "rk_live_4eC39HqLyjWDarjtT1zdp7dc"],
    ["a key that says its mode alone", "live_4eC39HqLyjWDarjtT1zdp7dc4eC39H"],
    ["an access token", "sandbox_4eC39HqLyjWD-rjtT1zdp7dc4eC39HqLyjWDarjt"],
  ])("has %s in no free text, and keeps what stands around it", (_, secret) => {
    for (const [before, after] of [
      ["our secret is ", " by the way"],
      ['{"note":"', '"}'],
      ["key=", "&x=1"],
      ["(", ")."],
    ])
      expect(redactText(`${before}${secret}${after}`)).toBe(`${before}${CENSORED}${after}`);
  });

  it("keeps words that begin as secrets do", () => {
    const text =
      "whsec_ is the prefix, sk_live_ another; live_stream, test_mode_was_left, sandbox_card_table";
    expect(redactText(text)).toBe(text);
  });

  it.each([
    ["GET /pay/Ab3dEf6hIj9kLm2nOp5qRs8t/submit", "GET /pay/Ab3d…/submit"],
    [
      "https://pay.example.com/pay/Ab3dEf6hIj9kLm2nOp5qRs8t?fault=1",
      "https://pay.example.com/pay/Ab3d…?fault=1",
    ],
    [
      '{"paymentUrl":"https:\\/\\/x.example\\/pay\\/Ab3dEf6hIj9kLm2nOp5qRs8t"}',
      '{"paymentUrl":"https:\\/\\/x.example\\/pay\\/Ab3d…"}',
    ],
    ["next=%2Fpay%2FAb3dEf6hIj9kLm2nOp5qRs8t%2Fcontinue", "next=%2Fpay%2FAb3d…%2Fcontinue"],
    ["/mandate/Ab3dEf6hIj9kLm2nOp5qRs8t/return", "/mandate/Ab3d…/return"],
    ["/setup/Ab3dEf6hIj9kLm2nOp5qRs8t", `/setup/${CENSORED}`],
    ["%2Fsetup%2FAb3dEf6h", `%2Fsetup%2F${CENSORED}`],
    ["/x?reset_token=abc&page=2", `/x?reset_token=${CENSORED}&page=2`],
    [
      "https://hooks.example/?page=2&signature=abc#x",
      `https://hooks.example/?page=2&signature=${CENSORED}#x`,
    ],
    [
      "otpauth://totp/Counterfoil?secret=JBSWY3DP&issuer=x",
      `otpauth://totp/Counterfoil?secret=${CENSORED}&issuer=x`,
    ],
  ])("has no address that is all somebody needs: %s", (text, told) => {
    expect(redactText(text)).toBe(told);
    expect(JSON.stringify(redact({ err: new Error(text) }))).not.toMatch(/EfEf|Ef6h|abc|JBSW/);
  });

  it("keeps addresses that hold no secret", () => {
    for (const text of ["/payments/pay_0192", "/pay/later", "/settings/keys?key=0192f7a1", "/pay/"])
      expect(redactText(text)).toBe(text);
  });

  it("tells an error's message and stack, never the row the database quotes beside them", () => {
    const err = Object.assign(new Error("duplicate key"), { code: "23505", detail: "Key (email)=(a@b.c)" });
    expect(redact({ err })).toMatchObject({ err: { message: "duplicate key", code: "23505" } });
    expect(JSON.stringify(redact({ err }))).not.toContain("a@b.c");
  });
});
