/** A door's message beside its field, where the field need not be named again: "Is required". */
export function plainError(message: string | undefined): string | undefined {
  if (message === undefined) return undefined;
  const rule = message.replace(/^"[^"]*" /, "");
  if (rule === "is required" || rule === "is not allowed to be empty") return "This is needed.";
  return `${rule.charAt(0).toUpperCase()}${rule.slice(1)}${rule.endsWith(".") ? "" : "."}`;
}
