"use client";

import { type FormEvent, useState } from "react";
import { actionClass, primaryClass } from "@/components/checkout/action-link";
import { MethodChoice, NEW_CARD, type SavedCard } from "@/components/checkout/method-choice";
import { type SubmitAnswer, tellParent } from "@/components/checkout/submit-answer";
import { LockIcon, SpinnerIcon } from "@/components/ui/icons";
import { CARD_PROBLEMS, type CardProblem, problemsOf } from "@/lib/connectors/typed-card/typed-card";
import { CardFields } from "./card-fields";
import { type Notice, PayNotice } from "./pay-notice";
import { submitForm } from "./submit-form";

export interface PayFormProps {
  action: string;
  paymentId: string;
  /** The total in the reader's locale. */
  total: string;
  /** The card numbers that are taken here, all of them published test cards. */
  numbers: readonly string[];
  savedMethods: readonly SavedCard[];
  saveOffer: string | null;
  /** The server's time: its test clock may be ahead of the browser's. */
  now: string;
  /** What a form that came back without a script had in it. Never a card number. */
  kept: { expiry: string; method: string; save: boolean };
  problems: readonly CardProblem[];
  notice: Notice | null;
}

/** A plain HTML form that posts; with a script it checks first, stays where it is on a decline, and sends once. */
export function PayForm(props: PayFormProps) {
  const [pending, setPending] = useState(false);
  const [problems, setProblems] = useState(props.problems);
  const [notice, setNotice] = useState(props.notice);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (pending) return;
    const wrong = wrongIn(new FormData(form), new Date(props.now), props.numbers);
    showProblems(form, wrong);
    if (wrong.length > 0) return;
    setPending(true);
    setNotice(null);
    const answer = await submitForm(form);
    if (answer) return follow(form, answer);
    setPending(false);
    setNotice({ kind: "lost" });
  }

  function follow(form: HTMLFormElement, answer: SubmitAnswer) {
    switch (answer.kind) {
      case "go":
        // The button stays as it is: this page is about to go away.
        return window.location.assign(window.parent === window ? answer.to : answer.framedTo);
      case "problems":
        setPending(false);
        return showProblems(form, answer.problems);
      case "refused":
      case "wait":
      case "proof_required":
        setPending(false);
        return setNotice(answer);
      case "declined":
        setPending(false);
        setNotice(answer);
        tellParent({ type: "payment_error", paymentId: props.paymentId });
    }
  }

  function showProblems(form: HTMLFormElement, found: readonly CardProblem[]) {
    setProblems(found);
    if (found[0]) form.querySelector<HTMLInputElement>(`#${CARD_PROBLEMS[found[0]].field}`)?.focus();
  }

  const hasSaved = props.savedMethods.length > 0;
  return (
    <form
      method="post"
      action={props.action}
      noValidate
      onSubmit={onSubmit}
      className="group/pay flex flex-col gap-5"
    >
      <h1 className="font-semibold text-xl tracking-tight">Pay by card</h1>
      <PayNotice notice={notice} />
      {hasSaved ? (
        <MethodChoice savedMethods={props.savedMethods} chosen={props.kept.method} />
      ) : (
        <input type="hidden" name="method" value={NEW_CARD} />
      )}
      <div
        className={
          hasSaved ? "hidden flex-col gap-5 group-has-[#method-card:checked]/pay:flex" : "flex flex-col gap-5"
        }
      >
        <CardFields problems={problems} keptExpiry={props.kept.expiry} />
        {props.saveOffer && (
          <label className="flex min-h-6 items-center gap-2.5">
            <input
              type="checkbox"
              name="save"
              value="1"
              defaultChecked={props.kept.save}
              className="size-4 accent-primary"
            />
            {props.saveOffer}
          </label>
        )}
      </div>
      <button
        type="submit"
        aria-disabled={pending}
        className={`${actionClass} ${primaryClass} h-12 text-base aria-disabled:opacity-80`}
      >
        {pending ? <SpinnerIcon className="size-4 animate-pending" /> : <LockIcon className="size-4" />}
        <span aria-live="polite">{pending ? `Paying ${props.total}…` : `Pay ${props.total}`}</span>
      </button>
    </form>
  );
}

function wrongIn(data: FormData, now: Date, numbers: readonly string[]): CardProblem[] {
  const text = (name: string) => String(data.get(name) ?? "");
  if (text("method") !== NEW_CARD) return [];
  return problemsOf({ number: text("number"), expiry: text("expiry"), cvc: text("cvc") }, now, numbers);
}
