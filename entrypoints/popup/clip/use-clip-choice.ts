import { useEffect, useRef } from "preact/hooks";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { ClipSpan, SpanLimits } from "../../../lib/media/clip-span";
import {
  type ClipEnd,
  handleOfKey,
  moveHandle,
  spanOfText,
  textOfSpan,
  WHOLE,
} from "../../../lib/popup/clip-choice";
import type { Send } from "../../../lib/ui/use-commands";
import { useDraftField } from "../../../lib/ui/use-draft-field";
import type { FilmPlayer } from "./film-player";

/** A clip is cut once its handles have been at rest for so long. */
const REST_MS = 700;

/** Which part is chosen, and how to choose another one. */
export interface ClipChoice {
  /** Null: all of the film. */
  readonly chosen: ClipSpan | null;
  /** The same, or from the film's beginning to its end. */
  readonly span: ClipSpan;
  readonly limits: SpanLimits;
  move(end: ClipEnd, toMs: number): void;
  /** Moves the handle that a key names to where the player stands. */
  moveToPlayer(event: KeyboardEvent): void;
  chooseWhole(): void;
}

/**
 * The choice of a part, which is cut by itself. The player stands where a handle is moved to.
 *
 * @param film `startsAtMs`: when what the player has of it begins, from its own beginning
 * @param keys where the keys for the player are pressed; null while there is no player
 */
export function useClipChoice(
  { id: attachmentId, clip }: Attachment,
  { filmMs, startsAtMs }: { readonly filmMs: number; readonly startsAtMs: number },
  player: FilmPlayer | null,
  keys: HTMLElement | null,
  send: Send,
): ClipChoice {
  const limits: SpanLimits = { filmMs, longestMs: clip?.longestMs ?? null };
  const field = useDraftField(
    attachmentId,
    clip === undefined ? WHOLE : textOfSpan(clip.span, limits),
    (text) => send({ type: "choose-clip", attachmentId, span: spanOfText(text), filmMs }),
    REST_MS,
  );
  const chosen = spanOfText(field.value);
  const span = chosen ?? { startMs: 0, endMs: Math.floor(filmMs) };

  function choose(next: ClipSpan): void {
    const text = textOfSpan(next, limits);
    if (text !== field.value) field.edit(text);
  }

  function move(end: ClipEnd, toMs: number): void {
    const next = moveHandle(span, end, toMs, limits);
    choose(next);
    if (player === null) return;
    player.pause();
    player.currentTime = ((end === "start" ? next.startMs : next.endMs) - startsAtMs) / 1000;
  }

  function moveToPlayer(event: KeyboardEvent): void {
    const end = handleOfKey(event);
    if (end === null || player === null) return;
    event.preventDefault();
    choose(moveHandle(span, end, startsAtMs + player.currentTime * 1000, limits));
  }

  const onPlayerKey = useRef(moveToPlayer);
  onPlayerKey.current = moveToPlayer;
  useEffect(() => {
    if (keys === null) return undefined;
    const listen = (event: KeyboardEvent) => onPlayerKey.current(event);
    keys.addEventListener("keydown", listen);
    return () => keys.removeEventListener("keydown", listen);
  }, [keys]);

  return { chosen, span, limits, move, moveToPlayer, chooseWhole: () => field.edit(WHOLE) };
}
