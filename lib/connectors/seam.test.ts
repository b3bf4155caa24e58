import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { PROVIDERS } from "./all-providers";

/** What may name a provider outside its own folder, and why. A comment may: it decides nothing. */
const ALLOWED: Readonly<Record<string, string>> = {
  "lib/connectors/all-providers.ts": "lists every provider there is",
  "lib/connectors/built-in.ts": "says which provider every deployment has, and what people are told it is",
  "lib/connected/ids.ts": "the names a connector of the wire may have: its contract's",
  "lib/connected/connectors/capabilities.ts": "what the wire's contract says of each of those names",
  "lib/connected/initiations/operations.ts": "examples of the reference, and the wire's words",
  "lib/connected/initiations/create-initiation.ts": "words of a refusal of the wire's",
  "lib/connected/balances/operations.ts": "examples of the reference",
  "lib/connected/connectors/operations-manage-v1.ts": "examples of the reference, and the wire's words",
  "lib/connected/connectors/operations-manage-v3.ts": "examples of the reference",
  "lib/connected/connectors/operations-tasks.ts": "examples of the reference",
  "lib/connected/payment-service-users/operations-connectors.ts":
    "examples of the reference, and the wire's words",
  "lib/connected/operations-connectors.ts": "words of the reference: the wire's names",
  "lib/server/options.ts": "the settings there are, as they are called",
  "lib/server/settings.ts": "the settings there are, judged before a provider's code is read",
  "lib/log/redact.ts": "how a provider’s access tokens begin: they are taken out of every text",
  "lib/policies/environment.ts": "the wire’s word for money that is not real",
  "app/(console)/connectors/provider-name.ts": "how people read the wire's names",
};

/** Not a provider: stripes of a warning, and the frame a browser holds at arm's length. */
const OTHER_MEANINGS = /test-stripes?\b/g;

const ROOT = path.resolve(import.meta.dirname, "../..");
const FOLDERS = ["app", "components", "lib", "prisma/sql"];
const SOURCE = /\.(tsx?|js|css|sql)$/;
const TEST = /\.test\.tsx?$|(^|\/)testing(-[\w-]+)?(\/|\.tsx?$)/;
const COMMENT = /\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$|^\s*--.*$/gm;

const names = PROVIDERS.map(({ name }) => name);
const own = (file: string) =>
  names.some((name) => new RegExp(`^(lib|prisma/sql)/connectors/${name}/`).test(file));

const files = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) =>
    path.posix.join(folder, file.replaceAll(path.sep, "/")),
  ),
).filter((file) => SOURCE.test(file) && !TEST.test(file) && !file.startsWith("lib/generated/") && !own(file));

function namesIn(file: string): string[] {
  const code = readFileSync(path.join(ROOT, file), "utf8").replace(COMMENT, "").replace(OTHER_MEANINGS, "");
  return names.filter((name) => code.toLowerCase().includes(name));
}

describe("the seam between Counterfoil and its providers", () => {
  const naming = files.filter((file) => namesIn(file).length > 0);

  it("is not crossed: nothing outside a provider's own folder names it", () => {
    expect(names.length).toBeGreaterThan(3);
    expect(files.length).toBeGreaterThan(1_000);
    expect(naming.filter((file) => !(file in ALLOWED))).toEqual([]);
  });

  it("has no exception that is not needed any more", () => {
    expect(Object.keys(ALLOWED).filter((file) => !naming.includes(file))).toEqual([]);
  });
});
