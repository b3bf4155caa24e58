import { CannotStart } from "@/lib/process/cannot-start";

const SCHEME = /^postgres(ql)?:\/\//;

/** What `sslmode` in a database's address may be; docs/operations.md tells what each means here. */
const SSL_MODES = ["disable", "no-verify", "prefer", "require", "verify-ca", "verify-full"];
/** Those that the driver takes for `verify-full`, after a warning of its own. */
const READ_AS_VERIFY_FULL = /([?&]sslmode=)(prefer|require|verify-ca)(?=&|$)/;

/** The addresses of the replicas, as DATABASE_REPLICA_URL has them: separated by white space. */
export function replicaUrls(setting = process.env.DATABASE_REPLICA_URL): string[] {
  return (setting ?? "").split(/\s+/).filter((url) => url !== "");
}

/** Throws CannotStart, naming the setting, when a text is no address of a PostgreSQL. Never repeats it: a password is in it. */
export function judgeDatabaseAddress(name: string, text: string): void {
  const url = SCHEME.test(text) ? parse(text) : null;
  if (!url)
    throw new CannotStart(`${name} must be an address like postgresql://user:password@host/database.`);
  for (const mode of url.searchParams.getAll("sslmode"))
    if (!SSL_MODES.includes(mode))
      throw new CannotStart(`${name} has sslmode=${mode}, which is none of ${SSL_MODES.join(", ")}.`);
}

/** The same address with its `sslmode` spelt as what it means, which the driver says nothing about. */
export function withPlainSslMode(text: string): string {
  return text.includes("uselibpqcompat=") ? text : text.replace(READ_AS_VERIFY_FULL, "$1verify-full");
}

// As the driver reads it: an address of a socket may name no host.
function parse(text: string): URL | null {
  const readable = [text, text.replace("@/", "@localhost/")].find((each) => URL.canParse(each));
  return readable === undefined ? null : new URL(readable);
}
