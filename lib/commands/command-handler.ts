import { captureFound } from "../capture/grid/capture-found";
import { jobError, JobFailure, toJobError } from "../errors/job-error";
import { addLocalFile } from "./add-local-file";
import { captureSample } from "../capture/click/capture-sample";
import { composeAgain } from "./compose-again";
import { takeFrame } from "./take-frame";
import type { Command, CommandAnswer } from "../messages";
import { getPreferences, updatePreferences } from "../store/preferences-store";
import { forgetOldPosts } from "../store/retention";
import {
  cancelAttachment,
  cancelPost,
  confirmPosted,
  discardPost,
  editAltText,
  editText,
  publishPost,
  retryAttachment,
  retryPost,
  setOptions,
  trimAttachment,
} from "./draft-commands";
import type { JobControl } from "../runner/job-control";
import {
  chooseSubtitles,
  moveAttachment,
  removeSubtitles,
  setSubtitleLanguage,
} from "./media-commands";
import { beginDraft, setPostOptions, showDraft, undoPost } from "./post-commands";
import { finishOverdueRemovals } from "./finish-overdue-removals";
import { finishRemoval, removeAttachment, undoRemoval } from "./remove-attachment";

/** What commands about the account need. */
export interface AccountControl {
  saveClientId(accountId: string, clientId: string): Promise<void>;
  /** Begins a sign-in; its outcome is stored with the account. */
  beginSignIn(accountId: string): void;
  /** Ends the sign-in under way with an address. @throws `JobFailure` `sign-in-closed` when there is none */
  pasteRedirect(address: string): void;
  signOut(accountId: string): Promise<void>;
  /** Resolves with the id of the new account. */
  add(): Promise<string>;
  /** @throws `JobFailure` `account-busy` */
  remove(accountId: string): Promise<void>;
  choose(accountId: string, postId: string | null): Promise<void>;
  redirectUri(): string;
}

/**
 * Makes the function that carries out commands, one after another in the order in which they came:
 * a word typed before the click on Post is stored before the post goes out.
 */
export function createCommandHandler(
  jobs: JobControl,
  account: AccountControl,
): (command: Command) => Promise<CommandAnswer> {
  let last: Promise<unknown> = Promise.resolve();
  return (command) => {
    const answer = last.then(async (): Promise<CommandAnswer> => {
      try {
        const value = await carryOut(command, jobs, account);
        return value === undefined ? { ok: true } : { ok: true, value };
      } catch (failure) {
        return { ok: false, error: toJobError(failure, stageOf(command)) };
      }
    });
    last = answer;
    return answer;
  };
}

async function carryOut(
  command: Command,
  jobs: JobControl,
  account: AccountControl,
): Promise<string | undefined> {
  switch (command.type) {
    case "resume":
      await finishOverdueRemovals(jobs);
      await jobs.runner.resumeAll();
      return;
    case "save-client-id":
      await account.saveClientId(command.accountId, command.clientId);
      return;
    case "sign-in":
      account.beginSignIn(command.accountId);
      return;
    case "paste-redirect":
      account.pasteRedirect(command.address);
      return;
    case "sign-out":
      await account.signOut(command.accountId);
      return;
    case "add-account":
      return account.add();
    case "remove-account":
      await account.remove(command.accountId);
      return;
    case "choose-account":
      await account.choose(command.accountId, command.postId);
      return;
    case "try-sample":
      jobs.runner.wakeAttachment(await captureSample(command.pageTitle, jobs.now()));
      return;
    case "get-redirect-uri":
      return account.redirectUri();
    case "edit-text":
      await editText(command.postId, command.text, jobs);
      return;
    case "edit-alt-text":
      await editAltText(command.attachmentId, command.altText, jobs);
      return;
    case "set-options":
      await setOptions(command.attachmentId, command.options, jobs);
      return;
    case "set-post-options":
      await setPostOptions(command.postId, command.options, jobs);
      return;
    case "set-preferences":
      await updatePreferences(command.change);
      await forgetOldPosts(jobs.now(), (await getPreferences()).keepsActivityDays);
      return;
    case "add-file":
      jobs.runner.wakeAttachment(await addLocalFile(command, jobs.now()));
      return;
    case "choose-subtitles":
      await chooseSubtitles(command.attachmentId, command, jobs);
      return;
    case "set-subtitle-language":
      await setSubtitleLanguage(command.attachmentId, command.languageCode, jobs);
      return;
    case "remove-subtitles":
      await removeSubtitles(command.attachmentId, jobs);
      return;
    case "move-attachment":
      await moveAttachment(command.attachmentId, command.toIndex, jobs);
      return;
    case "undo-removal":
      await undoRemoval(command.postId, jobs);
      return;
    case "finish-removal":
      await finishRemoval(command.postId, jobs);
      return;
    case "remove-attachment":
      await removeAttachment(command.attachmentId, jobs);
      return;
    case "cancel-attachment":
      await cancelAttachment(command.attachmentId, jobs);
      return;
    case "retry-attachment":
      await retryAttachment(command.attachmentId, jobs);
      return;
    case "capture-found":
      await captureFound(command.tabId, command.picks, (id) => jobs.runner.wakeAttachment(id));
      return;
    case "trim-attachment":
      await trimAttachment(command.attachmentId, jobs);
      return;
    case "use-frame":
      await takeFrame(command.attachmentId, command.atMs, jobs);
      return;
    case "publish":
      await finishRemoval(command.postId, jobs);
      await publishPost(command.postId, jobs);
      return;
    case "undo-post":
      await undoPost(command.postId, jobs);
      return;
    case "cancel-post":
      await finishRemoval(command.postId, jobs);
      await cancelPost(command.postId, jobs);
      return;
    case "retry-post":
      await retryPost(command.postId, jobs);
      return;
    case "confirm-posted":
      await confirmPosted(command.postId, jobs);
      return;
    case "open-draft":
      await showDraft(command.postId, jobs);
      return;
    case "new-draft":
      await beginDraft(jobs);
      return;
    case "compose-again":
      for (const id of await composeAgain(command.postId, jobs.now())) {
        jobs.runner.wakeAttachment(id);
      }
      return;
    case "delete-post":
      await discardPost(command.postId, jobs);
      return;
    default:
      command satisfies never;
      // A page of another version of the extension, left open over an update.
      throw new JobFailure(jobError("unexpected", "post"));
  }
}

function stageOf(command: Command): "sign-in" | "post" {
  switch (command.type) {
    case "sign-in":
    case "sign-out":
    case "paste-redirect":
      return "sign-in";
    default:
      return "post";
  }
}
