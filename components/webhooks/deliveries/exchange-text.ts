/** Headers as they are on the wire, a line each. */
export function headerLines(headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return lines.length > 0 ? lines.join("\n") : "(none)";
}

const UNSEEN = /(?![\t\n\r])[\p{Cc}\p{Cf}]/gu;

/** An answer's text. What has no shape, or turns the direction of what follows, is shown as a box: nothing hides in it. */
export function readableBody(text: string): string {
  return text.replace(UNSEEN, "\u2395");
}
