import type { ServerResponse } from "node:http";
import type { Books, Session } from "./books";
import { parseForm, textOf } from "./form";
import { answerBank, payPage } from "./pay";
import { agreeOnPage } from "./setup";

/** The page a customer pays on, with nothing that needs a script. */
export function answerPage(
  books: Books,
  method: string,
  url: URL,
  body: string,
  origin: string,
  res: ServerResponse,
): void {
  const session = books.sessions.find(({ id }) => url.pathname === `/c/pay/${id}`);
  if (session?.status !== "open") {
    respond(res, 404, "<h1>This page is closed</h1>");
    return;
  }
  if (method !== "POST") {
    respond(res, 200, payForm(session, null));
    return;
  }
  const { number, bank } = parseForm(body);
  const pays = session.setup ? agreeOnPage : payPage;
  const said = bank
    ? answerBank(books, session, bank === "approve", origin)
    : pays(books, session, textOf(number) ?? "", origin);
  if (said === "paid") {
    res.writeHead(303, { location: session.successUrl });
    res.end();
    return;
  }
  respond(res, 200, payForm(session, said));
}

const BANK_FORM = `<form method="post"><button name="bank" value="approve">Confirm</button>
<button name="bank" value="fail">Do not confirm</button></form>`;

function payForm(session: Session, problem: string | null): string {
  const lines = session.lines.map(({ name, amount }) => `<li>${escaped(name)}: ${amount}</li>`).join("");
  return `<h1>Stand-in for Stripe</h1>
${problem ? `<p role="alert">${escaped(problem)}</p>` : ""}
<p>Total: <output>${session.amount} ${escaped(session.currency)}</output></p><ul>${lines}</ul>
${session.intent?.status === "requires_action" ? BANK_FORM : ""}
<form method="post"><label>Card number <input name="number" autocomplete="off"></label>
<button>${session.setup ? "Save card" : "Pay"}</button></form><p><a href="${escaped(session.cancelUrl)}">Back</a></p>`;
}

function respond(res: ServerResponse, status: number, html: string): void {
  res.writeHead(status, { "content-type": "text/html; charset=utf-8" });
  res.end(`<!doctype html><html lang="en"><title>Stand-in for Stripe</title><body>${html}</body></html>`);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
