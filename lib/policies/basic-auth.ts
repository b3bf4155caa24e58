const BASIC = /^basic +([\w+/=-]+)$/i;

/** The API key in `Authorization: Basic …`: the user name, with an empty password or without the colon. Policy contract. */
export function basicSecret(request: Request): string | null {
  const encoded = BASIC.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!encoded) return null;
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const [secret = "", ...password] = pair.split(":");
  return secret !== "" && password.join(":") === "" ? secret : null;
}
