import type { ServerResponse } from "node:http";
import { agree, openRequestOf } from "./agree";
import type { BillingRequest, Books, Flow } from "./books";

/** The page a payer agrees on, with nothing that needs a script. */
export function answerPage(books: Books, method: string, url: URL, body: string, res: ServerResponse): void {
  const flow = books.flows.find(({ id }) => url.pathname === `/flow/${id}`);
  const request = flow && openRequestOf(books, flow);
  if (!flow || !request) {
    respond(res, 404, "<h1>This page is closed</h1>");
    return;
  }
  if (method !== "POST") {
    respond(res, 200, mandateForm(flow, request, null));
    return;
  }
  const said = new URLSearchParams(body);
  const number = (said.get("account_number") ?? "").replace(/\s/g, "");
  if (!/^[A-Z0-9]{7,34}$/i.test(number)) {
    respond(res, 200, mandateForm(flow, request, "Enter a valid account number."));
    return;
  }
  agree(books, flow, said.get("account_holder") ?? "", number);
  if (!flow.redirect_uri) {
    respond(res, 200, "<h1>Your mandate is set up</h1>");
    return;
  }
  res.writeHead(303, { location: flow.redirect_uri });
  res.end();
}

function mandateForm(flow: Flow, request: BillingRequest, problem: string | null): string {
  const { given_name = "", family_name = "" } = flow.prefilled_customer ?? {};
  const { description, currency } = request.mandate_request;
  return `<h1>Stand-in for GoCardless</h1>
${problem ? `<p role="alert">${escaped(problem)}</p>` : ""}
<p>${escaped(description ?? "")} in <output>${escaped(currency)}</output></p>
<form method="post">
<label>Account holder <input name="account_holder" value="${escaped(`${given_name} ${family_name}`.trim())}"></label>
<label>Account number <input name="account_number" autocomplete="off"></label>
<button>Agree</button></form>
${flow.exit_uri ? `<p><a href="${escaped(flow.exit_uri)}">Leave</a></p>` : ""}`;
}

function respond(res: ServerResponse, status: number, html: string): void {
  res.writeHead(status, { "content-type": "text/html; charset=utf-8" });
  res.end(`<!doctype html><html lang="en"><title>Stand-in for GoCardless</title><body>${html}</body></html>`);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
