import type { APIRequestContext, Locator, Page } from "@playwright/test";
import type { TestPerson } from "@/lib/auth/testing/people";
import type { Merchant } from "@/lib/merchants/merchant";
import { moneyForms } from "./lost-answers-money";
import { peopleForms } from "./lost-answers-people";
import { policyForms } from "./lost-answers-policies";
import { referralForms } from "./lost-answers-referrals";
import { settingsForms } from "./lost-answers-settings";
import { webhookForms } from "./lost-answers-webhooks";

/** What a form is tried with: an owner nobody else is, and a merchant of their own. */
export interface World {
  page: Page;
  person: TestPerson;
  merchant: Merchant;
  apiKey: string;
  request: APIRequestContext;
}

/** A form that is open and filled in. */
export interface OpenForm {
  button: Locator;
  /** How it is sent again where the button is gone once it was pressed. */
  again?: () => Promise<void>;
  /** How often it was done, where the audit log of the person does not say. */
  count?: () => Promise<number>;
}

/** Opens one form and fills it in, up to the button. */
export type LostForm = (world: World) => Promise<OpenForm>;

/** By the folder of the action below `app`, and by the action. */
export type LostForms = Record<string, Record<string, LostForm>>;

/** A form for every mutation of the console. */
export const LOST_FORMS: LostForms = {
  ...moneyForms,
  ...peopleForms,
  ...policyForms,
  ...referralForms,
  ...settingsForms,
  ...webhookForms,
};

/** The actions that need no form, each with why. */
export const NOTHING_TO_DO_TWICE: Record<string, Record<string, string>> = {
  "(auth)": {
    signInAction: "Signing in again opens another session, and nothing else.",
    secondFactorAction: "A code is taken once; another opens the session.",
    setUpAction: "An invitation is taken once, and only into an empty deployment: join is the same form.",
    signOut: "There is no form to keep, and nobody is signed out twice.",
  },
  "(console)/retries": { refreshRetriesAction: "It only reads." },
  "(console)/sample-data": { loadSampleAction: "A second load finds all done: see load-sample-data." },
  "(console)/settings/account": {
    beginTwoFactorAction: "It drafts a secret, which counts once a code of it was typed.",
    dismissFailedSignInsAction: "What was read is read, however often it is said.",
    renewBackupCodesAction: "Codes that nobody has seen are replaced by others.",
  },
  "(console)/settings/clock": {
    advanceClockAction: "A step from the same place is taken once: see advance-test-clock.",
  },
  "(console)/settings/merchants": { revealSecretAction: "It only reads, and each look is audited." },
  "(console)/webhooks": { previewResendFailedAction: "It only reads." },
};
