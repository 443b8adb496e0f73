import { runWithAccess } from "./access-check";
import { type Answer, htmlAnswer } from "./answer";
import type { AuthorizePage } from "./authorize";
import { createPost } from "./create-post";
import { showCredits } from "./credits";
import { page } from "./html-page";
import { setMediaMetadata } from "./media-metadata";
import { attachSubtitles, detachSubtitles } from "./media-subtitles";
import { mediaStatus } from "./media-status";
import { showPost } from "./post-page";
import { notFound } from "./problem-answers";
import type { ServiceState } from "./service-state";
import { exchangeToken, revokeToken } from "./token";
import { uploadImage } from "./upload-image";
import { appendSegment, finalizeUpload, initializeUpload } from "./upload-segments";
import { showMe, showTimeline } from "./users";
import type { XRequest } from "./x-request";

/** Carries out what a request asks for. Synchronous, so that two requests never interleave. */
export function performOperation(
  request: XRequest,
  state: ServiceState,
  authorizePage: AuthorizePage,
): Answer {
  switch (request.operation) {
    case "authorize":
      return authorizePage.answer(request, state);
    case "token":
      return exchangeToken(request, state);
    case "revoke":
      return revokeToken(request, state);
    case "me":
      return runWithAccess(request, state, showMe);
    case "timeline":
      return runWithAccess(request, state, showTimeline);
    case "credits":
      return runWithAccess(request, state, showCredits);
    case "uploadImage":
      return runWithAccess(request, state, uploadImage);
    case "initialize":
      return runWithAccess(request, state, initializeUpload);
    case "append":
      return runWithAccess(request, state, appendSegment);
    case "finalize":
      return runWithAccess(request, state, finalizeUpload);
    case "status":
      return runWithAccess(request, state, mediaStatus);
    case "metadata":
      return runWithAccess(request, state, setMediaMetadata);
    case "attachSubtitles":
      return runWithAccess(request, state, attachSubtitles);
    case "detachSubtitles":
      return runWithAccess(request, state, detachSubtitles);
    case "createPost":
      return runWithAccess(request, state, createPost);
    case "showPost":
      return showPost(request, state);
    case "home":
      return htmlAnswer(200, page("Home", "<h1>The local X</h1>"));
    case "unknown":
      return notFound(request.path);
  }
}
