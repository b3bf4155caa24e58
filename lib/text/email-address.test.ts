import { describe, expect, it } from "vitest";
import { SetUp, SignIn } from "@/lib/auth/schemas";
import { createCustomerBody } from "@/lib/checkout/wire-customers";
import { createPolicyholderBody } from "@/lib/policies/wire";
import { PartnerForm } from "@/lib/referrals/forms";
import { conversionBody, partnerBody } from "@/lib/referrals/wire";
import { InvitePerson } from "@/lib/team/schemas";
import { EMAIL_CHARACTERS_MAX, emailKey, isEmailAddress } from "./email-address";

const ADDRESSES = [
  "ada@example.com",
  "a&b@example.com",
  "first/last@example.com",
  "o'brien@example.ie",
  "ada+tag@example.com",
  "customer/department=shipping@example.com",
  "!def!xyz%abc@example.com",
  "_somename@example.com",
  "$A12345@example.com",
  "#1@example.com",
  "*@example.com",
  "a=b?c^d`e{f|g}h~i@example.com",
  "-leading-hyphen-@example.com",
  "x@example.com",
  "1234567890@example.com",
  `${"l".repeat(64)}@example.com`,
  "a.b.c.d@sub.domain.example.co.uk",
  "UPPER.Case@EXAMPLE.COM",
  "ada@xn--bcher-kva.example",
  "ada@bücher.example",
  "ada@bu\u0308cher.example",
  "Pelé@example.com",
  "Pele\u0301@example.com",
  "用户@例子.广告",
  "अजय@डाटा.भारत",
  "квіточка@пошта.укр",
  "χρήστης@παράδειγμα.ελ",
  "أحمد@مثال.إختبار",
  "유저@예시.한국",
  "ඇන්ටනී@උදාහරණ.ලංකා",
  "👩‍💻@example.com",
  "ada@123.example",
  "ada@my-host.example",
];

const NOT_ADDRESSES = [
  "",
  "ada",
  "@example.com",
  "ada@",
  "ada@localhost",
  "ada@@example.com",
  "ada@b@example.com",
  ".ada@example.com",
  "ada.@example.com",
  "a..b@example.com",
  "ada@.example.com",
  "ada@example.com.",
  "ada@example..com",
  "ada@-example.com",
  "ada@example-.com",
  "ada@exa_mple.com",
  "ada@192.0.2.1",
  "ada@[192.0.2.1]",
  '"ada lovelace"@example.com',
  "ada lovelace@example.com",
  "ada@exam ple.com",
  "Ada <ada@example.com>",
  "ada,bob@example.com",
  "ada;bob@example.com",
  "ada(comment)@example.com",
  "ada\\b@example.com",
  "ada\u0000@example.com",
  "ada\u202e@example.com",
  "ada\u00a0@example.com",
  "ada\ud800@example.com",
  `${"l".repeat(65)}@example.com`,
  `ada@${"d".repeat(64)}.com`,
  `ada@${"d.".repeat(130)}com`,
];

const password = "correct horse battery";
/** Everywhere an address is typed or sent. */
const FIELDS: Record<string, (email: string) => { success: boolean }> = {
  "a customer at the door": (email) =>
    createCustomerBody({ merchantRequired: false }).safeParse({ name: "Ada", email }),
  "a policyholder": (email) =>
    createPolicyholderBody.safeParse({
      type: "individual",
      id: { type: "id", number: "1", country: "ZA" },
      first_name: "Ada",
      last_name: "Byron",
      email,
    }),
  "a partner at the door": (email) => partnerBody.safeParse({ name: "Rosa", email, slug: "rosa" }),
  "a partner in the console": (email) =>
    PartnerForm.safeParse({
      formId: "0190f2c4-7b0a-7b1e-8c3d-000000000000",
      merchantId: "m",
      name: "Rosa",
      email,
      slug: "rosa",
    }),
  "a conversion": (email) => conversionBody.safeParse({ affiliate_slug: "rosa", email }),
  "who signs in": (email) => SignIn.safeParse({ email, password }),
  "who is invited": (email) =>
    InvitePerson.safeParse({ id: "0190f2c4-7b0a-7b1e-8c3d-000000000000", email, role: "viewer" }),
  "the first owner": (email) => SetUp.shape.email.safeParse(email),
};

describe.each(Object.entries(FIELDS))("the e-mail address of %s", (_, parse) => {
  it.each(ADDRESSES)("may be %s", (address) => {
    expect(parse(address).success).toBe(true);
  });

  it.each(NOT_ADDRESSES)("may not be %j", (text) => {
    expect(parse(text).success).toBe(false);
  });
});

describe("an e-mail address", () => {
  it("has at most its limit of characters, whatever they are", () => {
    const longest = (letter: string) => {
      const domain = `${letter.repeat(60)}.`.repeat(3);
      return `${letter.repeat(64)}@${domain}${letter.repeat(EMAIL_CHARACTERS_MAX - 65 - domain.length / letter.length - 2)}`;
    };
    expect(isEmailAddress(longest("x"))).toBe(true);
    expect(isEmailAddress(`${longest("x")}yyyyyyyy`)).toBe(false);
    expect(isEmailAddress("𐐨".repeat(64).concat("@", "𐐨".repeat(63), ".com"))).toBe(true);
  });

  it.each([
    ["Ada@Example.com", "ada@example.COM"],
    ["Pelé@example.com", "pele\u0301@EXAMPLE.com"],
    ["ÅSA@example.se", "a\u030asa@example.se"],
    ["КВІТОЧКА@пошта.укр", "квіточка@ПОШТА.УКР"],
  ])("%s and %s are one", (one, other) => {
    expect(emailKey(one)).toBe(emailKey(other));
  });
});
