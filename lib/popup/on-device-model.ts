/** What is asked of a model: which kinds of content, in which languages (BCP 47). */
interface ModelOptions {
  readonly expectedInputs: readonly ModelContent[];
  readonly expectedOutputs: readonly ModelContent[];
}

interface ModelContent {
  readonly type: "text" | "image";
  readonly languages?: readonly string[];
}

interface ModelMessage {
  readonly role: "user";
  readonly content: readonly (
    | { readonly type: "text"; readonly value: string }
    | { readonly type: "image"; readonly value: ImageBitmapSource }
  )[];
}

interface ModelSession {
  prompt(
    input: readonly ModelMessage[],
    options: { readonly signal: AbortSignal },
  ): Promise<string>;
  destroy(): void;
}

/**
 * A language model in the browser itself, which sends nothing anywhere. Chromium has it from version 138 on for extensions.
 * Source: https://developer.chrome.com/docs/ai/prompt-api
 */
export interface OnDeviceModel {
  /** `downloadable` and `downloading`: the browser has none yet, and `create` would fetch gigabytes. */
  availability(
    options: ModelOptions,
  ): Promise<"unavailable" | "downloadable" | "downloading" | "available">;
  create(options: ModelOptions & { readonly signal: AbortSignal }): Promise<ModelSession>;
}

declare global {
  /** Absent in most browsers. */
  var LanguageModel: OnDeviceModel | undefined;
}

/** Whether a model that looks at images and writes a language is on this device already. Never begins a download. */
export async function isModelThere(model: OnDeviceModel, language: string): Promise<boolean> {
  try {
    return (await model.availability(optionsFor(language))) === "available";
  } catch {
    // A browser that knows other options has no model for us.
    return false;
  }
}

/**
 * What a model on this device writes about an image; its session ends with the answer.
 *
 * @throws what the model throws, `AbortError` when stopped
 */
export async function askModel(
  model: OnDeviceModel,
  question: { readonly text: string; readonly image: ImageBitmapSource; readonly language: string },
  signal: AbortSignal,
): Promise<string> {
  const session = await model.create({ ...optionsFor(question.language), signal });
  try {
    const content = [
      { type: "text", value: question.text },
      { type: "image", value: question.image },
    ] as const;
    return await session.prompt([{ role: "user", content }], { signal });
  } finally {
    session.destroy();
  }
}

/** The same for both calls: a model may take other content, but not these languages. */
function optionsFor(language: string): ModelOptions {
  return {
    expectedInputs: [{ type: "text", languages: ["en"] }, { type: "image" }],
    expectedOutputs: [{ type: "text", languages: [language] }],
  };
}
