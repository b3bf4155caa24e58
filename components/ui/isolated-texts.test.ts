import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const SOURCES = ["app", "components"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`),
);

/** What somebody else wrote, by the names that it has in the code: of people, merchants, partners, keys and the like. */
const OF_SOMEBODY_ELSE = [
  String.raw`(?:\w+\??\.)*(?:partner|merchant|holder|package|connection|connector)Name`,
  String.raw`(?:\w+\??\.)*(?:referral|actor|key)Label`,
  String.raw`(?:\w+\??\.)*(?:other|openedBy|referral|keeper|actor)\??\.label`,
  String.raw`(?:\w+\??\.)*(?:line|item|lineItem)\??\.description`,
  String.raw`(?:\w+\??\.)*party`,
  String.raw`(?:\w+\??\.)*name`,
].join("|");

// Their names are ours (fields, headers, brands), or what they make is no sentence that anybody reads.
const NAMES_OF_OURS = [
  "app/(console)/_queries/query-cache.ts",
  "app/(console)/_shell/cookie.ts",
  "app/(console)/checkout-links/new/_form/line-row.tsx",
  "app/(console)/payments/[id]/_detail/link-card.tsx",
  "app/(console)/payments/[id]/_history/related-words.ts",
  "app/(console)/payouts/[id]/file-dialog.tsx",
  "app/answer-csv.ts",
  "app/pay/[token]/_form/text-field.tsx",
  "components/filters/applied-chips.tsx",
  "components/payments/payment-method.tsx",
  "components/ui/copied-text.tsx",
  "components/ui/short-id.tsx",
  "components/webhooks/code-box.tsx",
  "components/webhooks/deliveries/exchange-text.ts",
];

const TEMPLATE = /`(?:[^`$\\]|\\.|\$(?!\{)|\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\})*`/g;
const SLOT = /\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\}/g;

/** Sentences made of them in a string: what has no space is an id or an address. */
function inTexts(source: string): string[] {
  const bare = new RegExp(String.raw`\$\{(?:${OF_SOMEBODY_ELSE})\}`, "g");
  const sentences = (source.match(TEMPLATE) ?? []).filter((each) => each.replaceAll(SLOT, "").includes(" "));
  return sentences.flatMap((each) => each.match(bare) ?? []);
}

/** Those among other words in a page: one that has its element to itself turns nothing else around. */
function amongWords(source: string): string[] {
  const bare = new RegExp(String.raw`(?<![=$\w${"`"}])\{(?:${OF_SOMEBODY_ELSE})\}`, "g");
  return [...source.matchAll(bare)].flatMap(({ 0: found, index }) => {
    const alone =
      source.slice(0, index).trimEnd().endsWith(">") &&
      source
        .slice(index + found.length)
        .trimStart()
        .startsWith("</");
    return alone ? [] : [found];
  });
}

it("puts what somebody else wrote into a sentence only so that it turns nothing around it", () => {
  const found = SOURCES.flatMap((file) => {
    const source = readFileSync(file, "utf8");
    const bare = [...inTexts(source), ...(file.endsWith("x") ? amongWords(source) : [])];
    return bare.map((each) => `${file}: ${each}`);
  });
  const elsewhere = found.filter((each) => !NAMES_OF_OURS.some((file) => each.startsWith(`${file}: `)));
  expect(elsewhere).toEqual([]);
  for (const file of NAMES_OF_OURS) expect(found.join("\n")).toContain(`${file}: `);
});

it("sees one that is put there as it is", () => {
  expect(inTexts(`description={\`To \${party}. \${money} is left.\`}`)).toEqual([`\${party}`]);
  expect(inTexts(`\`To \${isolated(party)}.\` + \`\${name}-hint\``)).toEqual([]);
  expect(amongWords("<p>Ask {merchantName}.</p> <b>{name}</b>")).toEqual(["{merchantName}"]);
});
