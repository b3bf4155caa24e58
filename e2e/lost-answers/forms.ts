import type { APIRequestContext, Locator, Page } from "@playwright/test";
import type { TestPerson } from "@/lib/auth/testing/people";
import type { Merchant } from "@/lib/merchants/merchant";
import { accountForms } from "./account";
import { importForms } from "./imports";
import { moneyForms } from "./money";
import { peopleForms } from "./people";
import { policyForms } from "./policies";
import { providerForms } from "./providers";
import { referralForms } from "./referrals";
import { settingsForms } from "./settings";
import { webhookForms } from "./webhooks";

/** What a form is tried with: an owner who does nothing else meanwhile, and a merchant of the form's own. */
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
  /** What the page shows instead of the button, where it follows what was done by itself. */
  shown?: Locator;
  /** How it is sent again where the button is gone once it was pressed. */
  again?: () => Promise<void>;
  /** How often it was done, where the audit log of the person does not say. */
  count?: () => Promise<number>;
}

/** Opens one form and fills it in, up to the button. */
export type LostForm = (world: World) => Promise<OpenForm>;

/** By the file below `app` and the name of the action; the console's own folder is left out. */
export type LostForms = Record<string, LostForm>;

/** A form for every mutation of the console. */
export const LOST_FORMS: LostForms = {
  ...moneyForms,
  ...peopleForms,
  ...policyForms,
  ...providerForms,
  ...referralForms,
  ...settingsForms,
  ...webhookForms,
};

/** Forms about whoever is signed in, or whose work goes on after them: each is tried by a person of its own. */
export const OWN_FORMS: LostForms = { ...accountForms, ...importForms };

/** The actions that are not tried in a browser, each with why nothing is done twice. */
export const NOTHING_TO_DO_TWICE: Record<string, string> = {
  "(auth)/actions#signInAction": "Signing in again opens another session, and nothing else.",
  "(auth)/actions#secondFactorAction": "A code is taken once; another opens the session.",
  "(auth)/actions#setUpAction":
    "An invitation is taken once, and only into an empty deployment: joinAction is the same form.",
  "(auth)/sign-out#signOut": "There is no form to keep, and nobody is signed out twice.",
  "_shell/hold-actions#releaseHoldAction":
    "A deployment is released once: release-hold.integration.test.ts sends it again, and in parallel.",
  "_shell/hold-actions#whatWaitsAction": "It only reads.",
  "payments/[id]/actions#askProviderAgain":
    "It only asks, and what was asked for twice is settled once: see ask-again.",
  "policies/actions#askMandateAgainAction":
    "It only asks, and what was asked for twice is settled once: see ask-about-mandate.",
  "payouts/actions#getBankFileAgainAction": "It only reads, and each download is audited.",
  "people/actions#addPersonNoteAction": "A note has the form's id: see addPersonNote.",
  "people/actions#mergePeopleAction": "Who is one person already is not merged again: see mergePeople.",
  "people/actions#removePersonNoteAction": "A note that is gone is not found.",
  "people/actions#removeSavedCardAction": "A card that was removed is not found: see removeSavedMethod.",
  "people/actions#separatePersonAction": "Who is separate is not separated again: see separatePerson.",
  "sample-data/actions#loadSampleAction": "A second load finds all done: see load-sample-data.",
  "settings/account/actions#beginTwoFactorAction":
    "It drafts a secret, which counts once a code of it was typed.",
  "settings/account/actions#dismissFailedSignInsAction": "What was read is read, however often it is said.",
  "settings/account/actions#renewBackupCodesAction": "Codes that nobody has seen are replaced by others.",
  "settings/clock/actions#advanceClockAction":
    "A step from the same place is taken once: see advance-test-clock. It moves the time of every other test.",
  "settings/merchants/actions#revealSecretAction": "It only reads, and each look is audited.",
  "settings/providers/actions#checkConnectionAction":
    "It asks the provider, and notes the same answer once: see check-connection.",
  "settings/providers/actions#connectProviderAction":
    "A provider has to be asked: connections.integration.test.ts sends the form again, and in parallel.",
  "settings/providers/actions#rotateCredentialsAction":
    "A provider has to be asked: connections.integration.test.ts sends the form again, and in parallel.",
  "settings/providers/actions#setMessageSecretAction":
    "The sandbox sends no messages: message-secret.integration.test.ts sends the form again, and in parallel.",
  "settings/providers/actions#turnOnMirrorAction":
    "A provider has to be asked: mirror.integration.test.ts turns it on again, and in parallel.",
  "settings/team/actions#disableConsequencesAction": "It only reads.",
  "webhooks/actions#previewResendFailedAction": "It only reads.",
};
