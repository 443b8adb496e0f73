import { type Answer, htmlAnswer } from "./answer";
import { escapeHtml, page } from "./html-page";
import { notFound } from "./problem-answers";
import type { ServiceState } from "./service-state";
import type { XRequest } from "./x-request";

/** Shows a post to a person who follows its link: its text, its media and their alt texts. */
export function showPost(request: XRequest, state: ServiceState): Answer {
  const post = state.posts.all().find(({ id }) => id === request.pathId);
  if (post === undefined) return notFound(request.path);
  const user = state.users.find(({ id }) => id === post.userId);
  const media = post.mediaIds.map((id) => showMedia(id, state)).join("");
  return htmlAnswer(
    200,
    page(
      "Post",
      `<strong>@${escapeHtml(user?.username ?? "")}</strong><p>${escapeHtml(post.text)}</p>${media}`,
    ),
  );
}

function showMedia(id: string, state: ServiceState): string {
  const record = state.media.get(id);
  const bytes = record?.content.concat();
  if (record === undefined || bytes === undefined) return "";
  const source = `data:${record.mediaType};base64,${bytes.toString("base64")}`;
  return record.mediaType.startsWith("video/")
    ? `<video controls src="${source}"></video>`
    : `<img alt="${escapeHtml(record.altText ?? "")}" src="${source}">`;
}
