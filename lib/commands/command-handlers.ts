import { askPage } from "../capture/click/ask-page";
import { captureSample } from "../capture/click/capture-sample";
import { noteAsked } from "../capture/click/note-asked";
import { captureFound } from "../capture/grid/capture-found";
import type { Command, CommandTable, CommandType } from "../messages";
import type { JobControl } from "../runner/job-control";
import { prepareConversion } from "../convert/prepare-conversion";
import { getPreferences, updatePreferences } from "../store/preferences-store";
import { forgetOldPosts } from "../store/retention";
import type { AccountControl } from "./account-control";
import { bringPopupBack } from "../notices/bring-popup-back";
import { askSites } from "./ask-sites";
import { addLocalFile } from "./add-local-file";
import { chooseClip } from "./choose-clip";
import { composeAgain } from "./compose-again";
import { deleteForNow, undoDeletion } from "./delete-post";
import { editPicture } from "./edit-picture";
import {
  cancelAttachment,
  cancelPost,
  confirmPosted,
  editAltText,
  editText,
  publishPost,
  retryAttachment,
  retryPost,
  setOptions,
  trimAttachment,
  chooseStream,
} from "./draft-commands";
import { finishOverdue } from "./finish-overdue";
import {
  chooseSubtitles,
  moveAttachment,
  removeSubtitles,
  setSubtitleLanguage,
} from "./media-commands";
import { beginDraft, schedulePost, setPostOptions, showDraft, undoPost } from "./post-commands";
import {
  finishRemovals,
  finishRemovalsOfThread,
  removeAttachment,
  undoRemoval,
} from "./remove-attachment";
import { hideInFilm } from "./hide-in-film";
import { keepThumbnail } from "./keep-thumbnail";
import { chooseSound, takeStreamSubtitles } from "./stream-tracks";
import { splitDraft } from "./split-draft";
import {
  addPost,
  joinThread,
  moveMedium,
  movePost,
  splitText,
  tellPostLink,
} from "./thread-commands";
import { takeFrame } from "./take-frame";
import { takeShown } from "./take-shown";

type Answered<Type extends CommandType> = ReturnType<CommandTable[Type]>;

/** For each command the function that carries it out, and resolves with the value of its answer. */
export type CommandHandlers = {
  readonly [Type in CommandType]: (
    command: Command<Type>,
    jobs: JobControl,
    account: AccountControl,
  ) => Answered<Type> | Promise<Answered<Type>>;
};

/** How each command is carried out. What goes wrong is thrown, as a `JobFailure` where it has a code. */
export const COMMAND_HANDLERS = {
  async resume(_command, jobs) {
    await finishOverdue(jobs);
    await jobs.runner.resumeAll();
  },

  "save-client-id": ({ accountId, clientId }, _jobs, account) =>
    account.saveClientId(accountId, clientId),
  "sign-in": ({ accountId }, _jobs, account) => account.beginSignIn(accountId),
  "paste-redirect": ({ address }, _jobs, account) => account.pasteRedirect(address),
  "sign-out": ({ accountId }, _jobs, account) => account.signOut(accountId),
  "read-credits": ({ accountId, sinceMs }, _jobs, account) =>
    account.readCredits(accountId, sinceMs),
  "add-account": (_command, _jobs, account) => account.add(),
  "remove-account": ({ accountId }, _jobs, account) => account.remove(accountId),
  "choose-account": ({ accountId, postId }, _jobs, account) => account.choose(accountId, postId),
  "get-redirect-uri": (_command, _jobs, account) => account.redirectUri(),

  async "try-sample"({ pageTitle }, jobs) {
    jobs.runner.wakeAttachment(await captureSample(pageTitle, jobs.now()));
  },
  async "add-file"(file, jobs) {
    jobs.runner.wakeAttachment(await addLocalFile(file, jobs.now()));
  },
  "capture-found": ({ tabId, picks }, jobs) =>
    captureFound(tabId, picks, (id) => jobs.runner.wakeAttachment(id)),

  "edit-alt-text": ({ attachmentId, altText }, jobs) => editAltText(attachmentId, altText, jobs),
  "use-shown": ({ attachmentId }, jobs) => takeShown(attachmentId, askPage, jobs),
  "set-options": ({ attachmentId, options }, jobs) => setOptions(attachmentId, options, jobs),
  "choose-subtitles": ({ attachmentId, ...chosen }, jobs) =>
    chooseSubtitles(attachmentId, chosen, jobs),
  "set-subtitle-language": ({ attachmentId, languageCode }, jobs) =>
    setSubtitleLanguage(attachmentId, languageCode, jobs),
  "remove-subtitles": ({ attachmentId }, jobs) => removeSubtitles(attachmentId, jobs),
  "move-attachment": ({ attachmentId, toIndex }, jobs) =>
    moveAttachment(attachmentId, toIndex, jobs),
  "remove-attachment": ({ attachmentId }, jobs) => removeAttachment(attachmentId, jobs),
  "split-draft": ({ postId, attachmentIds }, jobs) => splitDraft(postId, attachmentIds, jobs),
  "undo-removal": ({ postId }, jobs) => undoRemoval(postId, jobs),
  "finish-overdue": (_command, jobs) => finishOverdue(jobs),
  "cancel-attachment": ({ attachmentId }, jobs) => cancelAttachment(attachmentId, jobs),
  "retry-attachment": ({ attachmentId }, jobs) => retryAttachment(attachmentId, jobs),
  "note-site-request": ({ attachmentId, inPopup }, jobs) =>
    noteAsked(attachmentId, inPopup, jobs.now()),
  "ask-sites": ({ origins }, jobs) => askSites(origins, jobs),
  "note-site-refusal": (_command, jobs) => bringPopupBack(jobs.now()),
  "trim-attachment": ({ attachmentId }, jobs) => trimAttachment(attachmentId, jobs),
  "choose-clip": ({ attachmentId, span, filmMs }, jobs) =>
    chooseClip(attachmentId, span, filmMs, jobs),
  "hide-in-film": ({ attachmentId, frame, parts, filmMs }, jobs) =>
    hideInFilm(attachmentId, { frame, parts }, filmMs, jobs),
  "prepare-edit": ({ attachmentId }) => prepareConversion(attachmentId),
  "edit-picture": ({ attachmentId, edit }, jobs) => editPicture(attachmentId, edit, jobs),
  "choose-stream": ({ attachmentId, url }, jobs) => chooseStream(attachmentId, url, jobs),
  "keep-thumbnail": ({ attachmentId, fileId }, jobs) => keepThumbnail(attachmentId, fileId, jobs),
  "choose-sound": ({ attachmentId, soundId }, jobs) => chooseSound(attachmentId, soundId, jobs),
  "take-stream-subtitles": ({ attachmentId, ...chosen }, jobs) =>
    takeStreamSubtitles(attachmentId, chosen, jobs),
  "use-frame": ({ attachmentId, atMs }, jobs) => takeFrame(attachmentId, atMs, jobs),

  "edit-text": ({ postId, text }, jobs) => editText(postId, text, jobs),
  "set-post-options": ({ postId, options }, jobs) => setPostOptions(postId, options, jobs),
  "add-post": ({ postId }, jobs) => addPost(postId, jobs),
  "split-text": ({ postId, texts }, jobs) => splitText(postId, texts, jobs),
  "move-post": ({ postId, toIndex }, jobs) => movePost(postId, toIndex, jobs),
  "move-medium": ({ attachmentId, postId }, jobs) => moveMedium(attachmentId, postId, jobs),
  "join-thread": ({ postId }, jobs) => joinThread(postId, jobs),
  "tell-post-link": ({ postId, link }, jobs) => tellPostLink(postId, link, jobs),
  async publish({ postId }, jobs) {
    await finishRemovalsOfThread(postId, jobs);
    await publishPost(postId, jobs);
  },
  async "schedule-post"({ postId, atMs }, jobs) {
    await finishRemovalsOfThread(postId, jobs);
    await schedulePost(postId, atMs, jobs);
  },
  "undo-post": ({ postId }, jobs) => undoPost(postId, jobs),
  async "cancel-post"({ postId }, jobs) {
    await finishRemovals(postId, jobs);
    await cancelPost(postId, jobs);
  },
  "retry-post": ({ postId }, jobs) => retryPost(postId, jobs),
  "confirm-posted": ({ postId }, jobs) => confirmPosted(postId, jobs),
  "open-draft": ({ postId }, jobs) => showDraft(postId, jobs),
  "new-draft": (_command, jobs) => beginDraft(jobs),
  async "compose-again"({ postId }, jobs) {
    for (const id of await composeAgain(postId, jobs.now())) jobs.runner.wakeAttachment(id);
  },
  "delete-post": ({ postId }, jobs) => deleteForNow(postId, jobs),
  "undo-deletion": ({ postId }, jobs) => undoDeletion(postId, jobs),

  async "set-preferences"({ change }, jobs) {
    await updatePreferences(change);
    await forgetOldPosts(jobs.now(), (await getPreferences()).keepsActivityDays);
  },
} satisfies CommandHandlers;
